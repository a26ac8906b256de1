import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { both, html } from '../../../ground/plain-html.ts'
import type { AccountError } from '../account-errors.ts'
import { SESSION_MS } from '../account-rules.ts'
import { readMail } from '../sign-up-form.ts'
import { type AccountDesk, leave, saidIn, textIn } from './account-desk.ts'
import { button, captchaField, errorList, field, good, hiddenField, link, note, voucherField } from './form-parts.ts'
import { ACCOUNT_TEXTS as T } from './words.ts'

const PURPOSE = 'account user name'

/** A forgotten password, and a forgotten user name. */
export function registerRecoveryPages(app: FastifyInstance, desk: AccountDesk): void {
  const { page, asks, changes, clock, tokens } = desk
  const { recovery } = desk.accounts

  const askForm = async (
    request: FastifyRequest,
    reply: FastifyReply,
    mail: string,
    errors: readonly AccountError[],
    voucher: string | null = null,
  ) =>
    page(
      reply,
      errors.length === 0 ? 200 : 400,
      html`${errorList(errors)}<form method="post" action="password">
${field({ name: 'mail', label: T.mail, type: 'email', value: mail, autocomplete: 'username', maxLength: 254 })}
${voucher === null ? captchaField(await desk.captcha(request), '../') : voucherField(voucher)}${button(T.askPassword)}</form>${link('user-name', T.forgotName)}`,
    )
  app.get('/account/password', asks, (request, reply) => askForm(request, reply, '', []))
  app.post('/account/password', changes, async (request, reply) => {
    const said = saidIn(request)
    const typed = textIn(said, 'mail')
    const voucher = await desk.voucherOf(said)
    if (voucher === null) return askForm(request, reply, typed, ['E_CAPTCHA'])
    const mail = readMail(typed)
    if (mail === null) return askForm(request, reply, typed, ['E_MAIL_FORMAT'], voucher)
    const refused = (await desk.spendVoucher(voucher)) ? await recovery.askPassword(mail) : 'E_CAPTCHA'
    return refused ? askForm(request, reply, typed, [refused]) : page(reply, 200, good(T.passwordAsked))
  })

  const setForm = (reply: FastifyReply, token: string, error: AccountError | null) =>
    page(
      reply,
      error === null ? 200 : 400,
      html`${error === null ? '' : errorList([error])}<form method="post" action="${encodeURIComponent(token)}">
${field({ name: 'password', label: T.newPassword, type: 'password', autocomplete: 'new-password' })}
${field({ name: 'repeat', label: T.repeat, type: 'password', autocomplete: 'new-password' })}
${button(T.setPassword)}</form>`,
    )
  const unfit = (reply: FastifyReply, error: AccountError) =>
    page(reply, 410, html`${errorList([error])}${link('../password', T.forgotPassword)}${link('../log-in', T.logIn)}`)
  app.get<{ Params: { token: string } }>('/account/password/:token', asks, async (request, reply) => {
    const { token } = request.params
    const error = await recovery.lookAtLink(token)
    return error ? unfit(reply, error) : setForm(reply, token, null)
  })
  app.post<{ Params: { token: string } }>('/account/password/:token', changes, async (request, reply) => {
    const { token } = request.params
    const said = saidIn(request)
    const typed = { password: textIn(said, 'password'), repeat: textIn(said, 'repeat') }
    const renewed = await recovery.renewPassword(token, typed)
    if (renewed.ok) {
      leave(reply)
      return page(reply, 200, html`${good(T.passwordRenewed)}${link('../log-in', T.logIn)}`)
    }
    return renewed.error.startsWith('E_LINK') ? unfit(reply, renewed.error) : setForm(reply, token, renewed.error)
  })

  const nameForm = async (request: FastifyRequest, reply: FastifyReply, errors: readonly AccountError[]) => {
    const said = saidIn(request)
    const [number, phone] = [textIn(said, 'number'), textIn(said, 'phone')]
    return page(
      reply,
      errors.length === 0 ? 200 : 400,
      html`${errorList(errors)}<p>${both(T.userNameHint)}</p><form method="post" action="user-name">
${field({ name: 'number', label: T.number, value: number, autocomplete: 'off', maxLength: 30 })}
${field({ name: 'phone', label: T.phone, type: 'tel', value: phone, autocomplete: 'tel', maxLength: 30 })}
${captchaField(await desk.captcha(request), '../')}${button(T.next)}</form>`,
    )
  }
  /** `up`: to `/account/`. */
  const codeForm = (reply: FastifyReply, draft: string, error: AccountError | null, up: string) =>
    page(
      reply,
      error === null ? 200 : 400,
      html`${error === null ? note(T.userNameAsked) : errorList([error])}
<form method="post" action="${up}user-name/code">${hiddenField('draft', draft)}
${field({ name: 'code', label: T.code, autocomplete: 'one-time-code', maxLength: 12, isDigits: true })}
${button(T.showName)}</form>${link(`${up}user-name`, T.codeAgain)}`,
    )
  app.get('/account/user-name', asks, (request, reply) => nameForm(request, reply, []))
  app.post('/account/user-name', changes, async (request, reply) => {
    const said = saidIn(request)
    const voucher = await desk.voucherOf(said)
    if (voucher === null || !(await desk.spendVoucher(voucher))) return nameForm(request, reply, ['E_CAPTCHA'])
    const asked = { number: textIn(said, 'number'), phone: textIn(said, 'phone') }
    const flow = randomBytes(16).toString('base64url')
    const mayText = await desk.limits.texts.allow(request.ip)
    const refused = mayText ? await recovery.askUserName(flow, asked.number, asked.phone) : 'E_SMS_MAX'
    if (refused) return nameForm(request, reply, [refused])
    return codeForm(reply, tokens.seal(PURPOSE, { ...asked, flow }, clock.now() + SESSION_MS), null, '')
  })
  app.post('/account/user-name/code', changes, async (request, reply) => {
    const said = saidIn(request)
    const draft = textIn(said, 'draft')
    const facts = tokens.open(PURPOSE, draft, clock.now())
    if (!facts) return page(reply, 410, html`${note(T.tooLong)}${link('../user-name', T.forgotName)}`)
    const { flow = '', number = '', phone = '' } = facts
    const found = await recovery.userName(flow, number, phone, textIn(said, 'code'))
    if (!found.ok) return codeForm(reply, draft, found.error, '../')
    return page(
      reply,
      200,
      html`<div class="card"><p>${both(T.userNameIs)}</p><p><strong>${found.value}</strong></p></div>${link('../log-in', T.logIn)}`,
    )
  })
}
