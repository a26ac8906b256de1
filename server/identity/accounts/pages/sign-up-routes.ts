import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { giveCookie, readCookie, takeCookie } from '../../../ground/http/cookies.ts'
import { both, html } from '../../../ground/plain-html.ts'
import type { AccountError } from '../account-errors.ts'
import { ACTIVATION_MS, TO_LOG_IN_SECONDS } from '../account-rules.ts'
import { readSignUp } from '../sign-up-form.ts'
import { type AccountDesk, saidIn, textIn } from './account-desk.ts'
import {
  button,
  buttonForm,
  captchaField,
  errorList,
  field,
  good,
  link,
  mainForm,
  note,
  voucherField,
} from './form-parts.ts'
import { ACCOUNT_TEXTS as T } from './words.ts'

const SECOND_MS = 1_000

/** From the form to the account: sign up, the page that names the mailbox, and the link of the letter. */
export function registerSignUpPages(app: FastifyInstance, desk: AccountDesk): void {
  const { page, asks, changes } = desk
  const { signUps } = desk.accounts

  const form = async (
    request: FastifyRequest,
    reply: FastifyReply,
    mail: string,
    errors: readonly AccountError[],
    agreed = false,
    voucher: string | null = null,
  ) => {
    const human = voucher === null ? captchaField(await desk.captcha(request), '../') : voucherField(voucher)
    const body = html`${errorList(errors)}
<p>${both(T.forWhom)}</p>
<p class="small">${both(T.needs)} ${desk.house.helpPhone}</p>
<form method="post" action="sign-up">
${field({ name: 'mail', label: T.mail, type: 'email', value: mail, autocomplete: 'username', maxLength: 254 })}
${field({ name: 'password', label: T.newPassword, type: 'password', autocomplete: 'new-password' })}
${field({ name: 'repeat', label: T.repeat, type: 'password', autocomplete: 'new-password' })}
${human}
<h2>${both(T.termsTitle)}</h2><p class="small">${both(T.terms)}</p>
<label class="inline"><input type="checkbox" name="terms" value="yes" required${agreed ? html` checked` : ''}> ${both(T.agree)}</label>
${button(T.signUp)}</form>
${link('log-in', T.hasAccount)}`
    return page(reply, errors.length === 0 ? 200 : 400, body)
  }

  app.get('/account/sign-up', asks, (request, reply) => form(request, reply, '', []))
  app.post('/account/sign-up', changes, async (request, reply) => {
    const said = saidIn(request)
    const [mail, password, repeat, terms] = ['mail', 'password', 'repeat', 'terms'].map(name => textIn(said, name))
    const voucher = await desk.voucherOf(said)
    const read = readSignUp({ mail: mail!, password: password!, repeat: repeat!, terms: terms! })
    const errors: AccountError[] = [
      ...(read.ok ? [] : read.error),
      ...(voucher === null ? (['E_CAPTCHA'] as const) : []),
    ]
    if (!read.ok || voucher === null) return form(request, reply, mail!, errors, terms !== '', voucher)
    if (!(await desk.spendVoucher(voucher))) return form(request, reply, mail!, ['E_CAPTCHA'], true)
    const begun = await signUps.begin(read.value.mail, read.value.password)
    if (!begun.ok) return form(request, reply, mail!, [begun.error], true)
    giveCookie(reply, 'sign-up', begun.value.browser, ACTIVATION_MS / SECOND_MS)
    return reply.redirect('sign-up/sent', 303)
  })

  const sent = async (request: FastifyRequest, reply: FastifyReply, outcome: AccountError | 'again' | null) => {
    const browser = readCookie(request, 'sign-up')
    const masked = browser === null ? null : await signUps.waiting(browser)
    if (masked === null)
      return page(reply, 410, html`${note(T.nothingWaits)}${link('../log-in', T.logIn)}${link('../sign-up', T.signUp)}`)
    const isRefused = outcome !== null && outcome !== 'again'
    const body = html`${isRefused ? errorList([outcome]) : ''}${outcome === 'again' ? good(T.sentAgain) : ''}
<div class="card"><p>${both(T.sent)}</p><p><strong>${masked}</strong></p><p>${both(T.sentToDo)}</p></div>
${buttonForm('again', T.again)}${buttonForm('anew', T.anew)}`
    return page(reply, isRefused ? 429 : 200, body)
  }
  app.get('/account/sign-up/sent', asks, (request, reply) => sent(request, reply, null))
  app.post('/account/sign-up/again', changes, async (request, reply) => {
    const browser = readCookie(request, 'sign-up')
    const again = browser === null ? null : await signUps.again(browser)
    return sent(request, reply, again === null ? null : again.ok ? 'again' : again.error)
  })
  app.post('/account/sign-up/anew', changes, async (request, reply) => {
    const browser = readCookie(request, 'sign-up')
    if (browser !== null) await signUps.giveUp(browser)
    takeCookie(reply, 'sign-up')
    return reply.redirect('../sign-up', 303)
  })

  const unfit = (reply: FastifyReply, error: AccountError) =>
    page(reply, 410, html`${errorList([error])}${link('../log-in', T.logIn)}${link('../sign-up', T.signUp)}`)
  // Programs look at every link of a letter: only the press of the button changes something.
  app.get<{ Params: { token: string } }>('/account/activate/:token', asks, async (request, reply) => {
    const { token } = request.params
    const found = await signUps.look(token)
    if (!found.ok) return unfit(reply, found.error)
    const body = html`<div class="card"><p>${both(T.activateOf)}</p><p><strong>${found.value.maskedMail}</strong></p></div>
${mainForm(encodeURIComponent(token), T.activate)}`
    return page(reply, 200, body)
  })
  app.post<{ Params: { token: string } }>('/account/activate/:token', changes, async (request, reply) => {
    const activated = await signUps.activate(request.params.token)
    if (!activated.ok) return unfit(reply, activated.error)
    takeCookie(reply, 'sign-up')
    reply.header('refresh', `${TO_LOG_IN_SECONDS};url=../log-in`)
    return page(reply, 200, html`${good(T.activated)}${link('../log-in', T.logIn)}`)
  })
}
