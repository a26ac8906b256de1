import com.google.gson.Gson;
import com.wechat.pay.java.core.Config;
import com.wechat.pay.java.core.RSAAutoCertificateConfig;
import com.wechat.pay.java.core.RSAPublicKeyConfig;
import com.wechat.pay.java.core.exception.ServiceException;
import com.wechat.pay.java.core.exception.ValidationException;
import com.wechat.pay.java.core.http.DefaultHttpClientBuilder;
import com.wechat.pay.java.core.notification.NotificationConfig;
import com.wechat.pay.java.core.notification.NotificationParser;
import com.wechat.pay.java.core.notification.RequestParam;
import com.wechat.pay.java.service.payments.model.Transaction;
import com.wechat.pay.java.service.payments.nativepay.NativePayService;
import com.wechat.pay.java.service.payments.nativepay.model.Amount;
import com.wechat.pay.java.service.payments.nativepay.model.CloseOrderRequest;
import com.wechat.pay.java.service.payments.nativepay.model.PrepayRequest;
import com.wechat.pay.java.service.payments.nativepay.model.QueryOrderByOutTradeNoRequest;
import com.wechat.pay.java.service.refund.RefundService;
import com.wechat.pay.java.service.refund.model.AmountReq;
import com.wechat.pay.java.service.refund.model.CreateRequest;
import com.wechat.pay.java.service.refund.model.QueryByOutRefundNoRequest;
import com.wechat.pay.java.service.refund.model.RefundNotification;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/** The official SDK of WeChat Pay as a merchant: what it was told to do, it says line by line. */
public final class WechatPayPeer {
  /** What stands in the file that is named by the only argument. */
  static final class Task {
    String mode;
    String baseUrl;
    String mchid;
    String appid;
    String merchantSerial;
    String merchantPrivateKeyPem;
    String platformKeyId;
    String platformPublicKeyPem;
    String apiV3Key;
    String notifyUrl;
    String number;
    Notice[] notices;
  }

  static final class Notice {
    String kind;
    String timestamp;
    String nonce;
    String serial;
    String signature;
    String body;
  }

  public static void main(String[] args) throws Exception {
    Task task = new Gson().fromJson(Files.readString(Path.of(args[0])), Task.class);
    HttpUrl base = HttpUrl.get(task.baseUrl);
    // The hosts are fixed in the SDK; the signature is over path and query alone.
    OkHttpClient ok = new OkHttpClient.Builder()
        .addInterceptor(chain -> {
          HttpUrl url = chain.request().url().newBuilder().scheme("http").host(base.host()).port(base.port()).build();
          return chain.proceed(chain.request().newBuilder().url(url).build());
        })
        .build();
    DefaultHttpClientBuilder http = new DefaultHttpClientBuilder().okHttpClient(ok);
    Config config = task.mode.equals("certificate")
        ? new RSAAutoCertificateConfig.Builder()
            .merchantId(task.mchid)
            .privateKey(task.merchantPrivateKeyPem)
            .merchantSerialNumber(task.merchantSerial)
            .apiV3Key(task.apiV3Key)
            .httpClientBuilder(http)
            .build()
        : new RSAPublicKeyConfig.Builder()
            .merchantId(task.mchid)
            .privateKey(task.merchantPrivateKeyPem)
            .merchantSerialNumber(task.merchantSerial)
            .publicKey(task.platformPublicKeyPem)
            .publicKeyId(task.platformKeyId)
            .apiV3Key(task.apiV3Key)
            .build();
    System.out.println("keys");
    if (task.notices == null) {
      trade(task, config, new DefaultHttpClientBuilder().okHttpClient(ok).config(config));
    } else {
      NotificationParser parser = new NotificationParser((NotificationConfig) config);
      for (Notice notice : task.notices) System.out.println(read(parser, notice));
    }
    System.exit(0);
  }

  static void trade(Task task, Config config, DefaultHttpClientBuilder http) throws Exception {
    NativePayService orders = new NativePayService.Builder().httpClient(http.build()).build();
    RefundService refunds = new RefundService.Builder().httpClient(http.build()).build();
    String number = task.number;
    System.out.println("order " + order(task, orders, number).startsWith("weixin://"));
    System.out.println("query " + query(task, orders, number).getTradeState());
    HttpRequest pay = HttpRequest.newBuilder(URI.create(task.baseUrl + "/_sim/pay"))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString("{\"out_trade_no\":\"" + number + "\"}"))
        .build();
    HttpClient.newHttpClient().send(pay, HttpResponse.BodyHandlers.ofString());
    Transaction paid = query(task, orders, number);
    System.out.println("query " + paid.getTradeState() + " " + paid.getAmount().getTotal());
    CreateRequest refund = new CreateRequest();
    refund.setOutTradeNo(number);
    refund.setOutRefundNo(number + "-R1");
    refund.setNotifyUrl(task.notifyUrl);
    AmountReq amount = new AmountReq();
    amount.setRefund(150L);
    amount.setTotal(400L);
    amount.setCurrency("CNY");
    refund.setAmount(amount);
    System.out.println("refund " + refunds.create(refund).getStatus());
    QueryByOutRefundNoRequest ask = new QueryByOutRefundNoRequest();
    ask.setOutRefundNo(number + "-R1");
    System.out.println("query-refund " + refunds.queryByOutRefundNo(ask).getAmount().getRefund());
    order(task, orders, number + "B");
    CloseOrderRequest close = new CloseOrderRequest();
    close.setMchid(task.mchid);
    close.setOutTradeNo(number + "B");
    orders.closeOrder(close);
    System.out.println("close " + query(task, orders, number + "B").getTradeState());
    try {
      query(task, orders, number + "NEVER");
    } catch (ServiceException refused) {
      System.out.println("refused " + refused.getHttpStatusCode() + " " + refused.getErrorCode());
    }
  }

  static String order(Task task, NativePayService orders, String number) {
    PrepayRequest request = new PrepayRequest();
    request.setAppid(task.appid);
    request.setMchid(task.mchid);
    request.setDescription("成绩单");
    request.setOutTradeNo(number);
    request.setNotifyUrl(task.notifyUrl);
    Amount amount = new Amount();
    amount.setTotal(400);
    amount.setCurrency("CNY");
    request.setAmount(amount);
    return orders.prepay(request).getCodeUrl();
  }

  static Transaction query(Task task, NativePayService orders, String number) {
    QueryOrderByOutTradeNoRequest request = new QueryOrderByOutTradeNoRequest();
    request.setMchid(task.mchid);
    request.setOutTradeNo(number);
    return orders.queryOrderByOutTradeNo(request);
  }

  static String read(NotificationParser parser, Notice notice) {
    RequestParam param = new RequestParam.Builder()
        .serialNumber(notice.serial)
        .nonce(notice.nonce)
        .signature(notice.signature)
        .timestamp(notice.timestamp)
        .signType("WECHATPAY2-SHA256-RSA2048")
        .body(notice.body)
        .build();
    try {
      return notice.kind.equals("refund")
          ? "notice " + parser.parse(param, RefundNotification.class).getOutRefundNo()
          : "notice " + parser.parse(param, Transaction.class).getOutTradeNo();
    } catch (ValidationException refused) {
      return "notice refused";
    }
  }
}
