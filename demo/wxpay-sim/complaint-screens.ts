import { both, escapeHtml, phonePage } from '../phone-page.ts'

/** Where a payer says what is wrong with what they have paid. */
export function complainScreen(pr: string): string {
  return phonePage(
    { zh: '投诉商家', en: 'Complain' },
    `<form method="post" action="/phone/complain"><input type="hidden" name="pr" value="${escapeHtml(pr)}">
<label>${both('投诉类型', 'What about')}<select name="type">
<option value="SERVICE_NOT_WORK">服务未生效 · Nothing came out</option><option value="REFUND">申请退款 · I want my money back</option>
<option value="OTHERS">其他 · Something else</option></select></label>
<label>${both('投诉内容', 'What is wrong')}<textarea name="detail" required maxlength="200"></textarea></label>
<label>${both('联系电话（可不填）', 'Telephone (may be left out)')}<input name="phone" inputmode="numeric" pattern="[0-9]{11}" maxlength="11"></label>
<label>${both('照片', 'Photograph')}<select name="picture"><option value="no">不附 · None</option>
<option value="yes">附一张有黑条的照片 · One of a sheet with a stripe</option></select></label>
<button class="go">${both('提交投诉', 'Complain')}</button></form>
<a class="button" href="/phone/result?pr=${escapeHtml(pr)}">${both('返回', 'Back')}</a>`,
  )
}

/** That it was taken in, and under which number. */
export function complainedScreen(complaintId: string, pr: string): string {
  return phonePage(
    { zh: '投诉已提交', en: 'Complaint taken in' },
    `<div class="mark ok" aria-hidden="true">✓</div><section class="card"><dl>
<dt>${both('投诉单号', 'Complaint')}</dt><dd>${escapeHtml(complaintId)}</dd></dl></section>
<a class="button" href="/phone/result?pr=${escapeHtml(pr)}">${both('返回账单', 'Back to the payment')}</a>`,
  )
}
