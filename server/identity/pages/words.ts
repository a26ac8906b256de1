import type { Bilingual } from '../../../src/contract/texts.ts'
import type { NotLetIn } from '../logins/return-login.ts'

/** What the pages of a login say. */
export const LOGIN_TITLE: Bilingual = { zh: '登录', en: 'Log in' }

export const TEXTS = {
  atKiosk: { zh: '您要登录的自助终端是', en: 'You are logging in at this kiosk' },
  standThere: {
    zh: '您必须本人正站在这台终端前。如果二维码是别人发给您的，请关闭本页：登录后对方就能打印您的文件。',
    en: 'You must be standing in front of it yourself. If somebody has sent you this code, close the page: whoever stands there could print your papers.',
  },
  choose: { zh: '用哪种方式登录？', en: 'How do you log in?' },
  going: { zh: '正在前往登录页面……', en: 'Going to the login page…' },
  goOn: { zh: '如果没有自动跳转，请点这里', en: 'If nothing happens, go on here' },
  typeThere: { zh: '请在终端屏幕上输入这四位数字', en: 'Type these four digits on the screen of the kiosk' },
  tellNobody: {
    zh: '不要把数字告诉任何人，也不要在电话里念出来。',
    en: 'Tell nobody these digits, and read them out to nobody on the phone.',
  },
  others: {
    zh: '另有手机也扫了这个二维码。如果不是您本人，请留意旁边的人。',
    en: 'Another phone has scanned this code too. If that was not you, mind who stands near you.',
  },
  loggedIn: { zh: '已在终端登录，请到终端上继续办理。', en: 'You are logged in at the kiosk. Go on there.' },
  notMe: { zh: '不是我，立即结束', en: 'This is not me: end it now' },
  stopped: { zh: '已结束。终端上的登录已经作废。', en: 'Ended. The login at the kiosk is worth nothing any more.' },
  asking: { zh: '正在核对身份，请稍候……', en: 'Checking who you are, one moment…' },
  taken: {
    zh: '这个二维码已被另一部手机使用。请在终端上换一个新的二维码再扫。',
    en: 'Another phone goes on with this code. Ask the kiosk for a new one and scan that.',
  },
  over: {
    zh: '这个二维码已失效。请扫终端屏幕上的新二维码。',
    en: 'This code is over. Scan the new one on the screen of the kiosk.',
  },
  noLogin: {
    zh: '这个浏览器没有正在进行的登录。请从头开始。',
    en: 'This browser has no login under way. Please begin again.',
  },
  foreign: {
    zh: '返回的这个登录结果不属于本浏览器正在进行的登录，已忽略。您自己的登录不受影响。',
    en: 'What came back is not the answer to the login of this browser. It was set aside, and your own login goes on as it was.',
  },
  goOnLogin: { zh: '继续登录', en: 'Go on with the login' },
  tryAgain: { zh: '请再试一次，或换一种方式。', en: 'Try again, or another way.' },
  beginAgain: { zh: '重新登录', en: 'Log in again' },
  notFromHere: {
    zh: '这次提交不是从本页发出的，已拒绝。请返回重试。',
    en: 'This was not sent from our page and is refused. Go back and try again.',
  },
  slowDown: {
    zh: '请求太多，请一分钟后再试。',
    en: 'Too many requests. Try again in a minute.',
  },
  noSuchWay: { zh: '没有这种登录方式。', en: 'There is no such way to log in.' },
} as const satisfies Readonly<Record<string, Bilingual>>

/** Why somebody was not let in, in words that say what to do. */
export const REFUSAL_TEXTS: Readonly<Record<NotLetIn, Bilingual>> = {
  declined: { zh: '您没有同意登录，或在登录页面取消了。', en: 'You did not agree, or left the login page.' },
  refused: {
    zh: '学校的登录系统没有认可这次登录。',
    en: 'The login of the university does not stand behind this one.',
  },
  away: { zh: '学校的登录系统暂时没有回应。', en: 'The login of the university does not answer at the moment.' },
  unknown: {
    zh: '学校的登录系统没有答复完，这次登录不算数。',
    en: 'The login of the university broke off its answer; this login does not count.',
  },
  misconfigured: {
    zh: '本系统与学校登录系统的设置不一致，管理员需要处理。',
    en: 'The settings between this service and the login of the university do not fit; an administrator must see to it.',
  },
  lying: {
    zh: '学校的登录系统答复异常，本系统没有采信。',
    en: 'The login of the university gave an answer that cannot be believed.',
  },
  'person-unknown': {
    zh: '登录成功，但学校数据里没有找到这个账号的人员。请改用校园卡或身份证，或到服务台登记。',
    en: 'The login is right, but nobody in the university’s data goes by this account. Use your card, or ask at the service desk.',
  },
  'records-away': {
    zh: '学校的人员数据暂时查不到，请稍后再试。',
    en: 'The data of the university cannot be asked at the moment. Try again soon.',
  },
  over: { zh: '登录用的时间太长，已失效。', en: 'The login took too long and is over.' },
}
