import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { dayIn } from '../../../ground/local-day.ts'
import { both, html } from '../../../ground/plain-html.ts'
import { readChineseMobile } from '../../../mail/mail.ts'
import { ID_TYPES } from '../../../records/records.ts'
import type { AccountError } from '../account-errors.ts'
import { SESSION_MS, TO_LOG_IN_SECONDS } from '../account-rules.ts'
import type { AccountSession } from '../account-sessions.ts'
import { isSameRealName, readRealName, type TypedName } from '../real-name.ts'
import { type AccountDesk, saidIn, textIn } from './account-desk.ts'
import {
  button,
  buttonForm,
  choice,
  errorList,
  fact,
  field,
  good,
  hiddenField,
  inLine,
  link,
  mainForm,
} from './form-parts.ts'
import { ID_TYPE_NAMES, ACCOUNT_TEXTS as T } from './words.ts'

/** What was typed, with the phone; empty where none is asked for. */
interface Draft extends TypedName {
  readonly phone: string
}

const NOTHING: Draft = { name: '', sex: '', idType: '', number: '', bornOn: '', phone: '' }
const NAMES = ['name', 'sex', 'idType', 'number', 'bornOn', 'phone'] as const
const PURPOSE = 'account real name'

/** Who the person of an account is: a form, a page that repeats all of it, and the press that makes it stay. */
export function registerRealNamePages(app: FastifyInstance, desk: AccountDesk): void {
  const { page, asks, changes, clock, house, tokens } = desk
  const { names } = desk.accounts

  const draftOf = (fields: (name: keyof Draft) => string) =>
    Object.fromEntries(NAMES.map(name => [name, fields(name)])) as unknown as Draft
  const seal = ({ account }: AccountSession, draft: Draft) =>
    tokens.seal(`${PURPOSE} ${account.accountId}`, { ...draft }, clock.now() + SESSION_MS)
  const open = ({ account }: AccountSession, request: FastifyRequest): Draft | null => {
    const facts = tokens.open(`${PURPOSE} ${account.accountId}`, textIn(saidIn(request), 'draft'), clock.now())
    return facts && draftOf(name => facts[name] ?? '')
  }
  const read = (draft: Draft) => readRealName(draft, dayIn(house.timeZone, new Date(clock.now())))

  /** `up`: from the page's own path to `/account/`. */
  const form = (
    reply: FastifyReply,
    session: AccountSession,
    draft: Draft,
    errors: readonly AccountError[],
    up: string,
  ) => {
    const needsPhone = names.needsPhone(session.account)
    const types = ID_TYPES.map(type => [type, ID_TYPE_NAMES[type]] as const)
    const body = html`${errorList(errors)}<h2>${both(T.realName)}</h2><p>${both(T.realNameHint)}</p>
<form method="post" action="${up}real-name">
${field({ name: 'name', label: T.name, value: draft.name, autocomplete: 'name', maxLength: 60 })}
${choice(
  'sex',
  T.sex,
  [
    ['male', T.male],
    ['female', T.female],
  ],
  draft.sex,
)}
${choice('idType', T.idType, types, draft.idType)}
${field({ name: 'number', label: T.number, value: draft.number, autocomplete: 'off', maxLength: 30 })}
${field({ name: 'bornOn', label: T.bornOn, type: 'date', value: draft.bornOn, autocomplete: 'bday', isOptional: true })}
${needsPhone ? html`<p class="small">${both(T.phoneHint)} ${house.helpPhone}</p>` : ''}
${needsPhone ? field({ name: 'phone', label: T.phone, type: 'tel', value: draft.phone, autocomplete: 'tel', maxLength: 30 }) : ''}
${button(T.next)}</form>`
    return page(reply, errors.length === 0 ? 200 : 400, body)
  }

  const repeat = (
    reply: FastifyReply,
    session: AccountSession,
    draft: Draft,
    error: AccountError | null,
    up: string,
  ) => {
    const person = read(draft)
    if (!person.ok) return form(reply, session, draft, person.error, up)
    const { name, sex, idType, number, bornOn } = person.value
    const hidden = hiddenField('draft', seal(session, draft))
    const type = ID_TYPE_NAMES[idType]
    const code = html`<p>${both(T.codeSent)}</p>${field({
      ...{ name: 'code', label: T.code, autocomplete: 'one-time-code', maxLength: 12, isDigits: true },
    })}`
    const hasPhone = draft.phone !== ''
    const body = html`${error === null ? '' : errorList([error])}<p class="card verdict">${both(T.checkIt)}</p>
<dl class="card">${fact(T.name, name)}${fact(T.sex, inLine(T[sex]))}${fact(T.idType, inLine(type))}
${fact(T.number, number)}${fact(T.bornOnShort, bornOn)}${hasPhone ? fact(T.phone, draft.phone) : ''}</dl>
<form method="post" action="${up}real-name/yes">${hidden}${hasPhone ? code : ''}${button(T.yes)}</form>
${hasPhone ? buttonForm(`${up}real-name/again`, T.codeAgain, hidden) : ''}
${buttonForm(`${up}real-name/change`, T.change, hidden)}`
    return page(reply, error === null ? 200 : 400, body)
  }
  const sendCode = async ({ account }: AccountSession, phone: string, ip: string): Promise<AccountError | null> =>
    (await desk.limits.texts.allow(ip)) ? names.sendCode(account, phone) : 'E_SMS_MAX'
  /** Null where the answer was given: nobody is logged in, or everything was said before. */
  const begun = async (
    request: FastifyRequest,
    reply: FastifyReply,
    up: string,
    isAskedAgain: (session: AccountSession) => boolean = () => false,
  ): Promise<AccountSession | null> => {
    const session = await desk.session(request)
    if (!session) await reply.redirect(`${up}log-in`, 303)
    else if (session.account.person && !isAskedAgain(session))
      await page(reply, 409, html`${errorList(['E_IMMUTABLE'])}${link(`${up}../account`, T.goOn)}`)
    else return session
    return null
  }

  app.get('/account/real-name', asks, async (request, reply) => {
    const session = await begun(request, reply, '')
    return session ? form(reply, session, NOTHING, [], '') : reply
  })
  app.post('/account/real-name', changes, async (request, reply) => {
    const session = await begun(request, reply, '')
    if (!session) return reply
    const said = saidIn(request)
    const typed = draftOf(name => textIn(said, name))
    const person = read(typed)
    const needsPhone = names.needsPhone(session.account)
    const phone = needsPhone ? readChineseMobile(typed.phone) : ''
    const errors: AccountError[] = [
      ...(person.ok ? [] : person.error),
      ...(phone === null ? (['E_PHONE'] as const) : []),
    ]
    if (errors.length > 0 || phone === null) return form(reply, session, typed, errors, '')
    const unsent = needsPhone ? await sendCode(session, phone, request.ip) : null
    // Digits are on their way already: after a second tap, or after something was changed, there must be where to type them.
    if (unsent && unsent !== 'E_SMS_WAIT') return form(reply, session, typed, [unsent], '')
    return repeat(reply, session, { ...typed, phone }, unsent, '')
  })

  /** The key that keeps it was pressed twice. */
  const isSaidAgain = (request: FastifyRequest) => (session: AccountSession) => {
    const draft = open(session, request)
    const person = draft && read(draft)
    return (
      person?.ok === true && session.account.person !== null && isSameRealName(session.account.person, person.value)
    )
  }
  const going = (
    path: string,
    go: (session: AccountSession, draft: Draft, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>,
  ) =>
    app.post(path, changes, async (request, reply) => {
      const session = await begun(request, reply, '../', path.endsWith('/yes') ? isSaidAgain(request) : undefined)
      if (!session) return reply
      const draft = open(session, request)
      return draft ? go(session, draft, request, reply) : reply.redirect('../real-name', 303)
    })
  going('/account/real-name/change', async (session, draft, _request, reply) => form(reply, session, draft, [], '../'))
  going('/account/real-name/again', async (session, draft, request, reply) =>
    repeat(reply, session, draft, await sendCode(session, draft.phone, request.ip), '../'),
  )
  going('/account/real-name/yes', async (session, draft, request, reply) => {
    const person = read(draft)
    if (!person.ok) return form(reply, session, draft, person.error, '../')
    const code = textIn(saidIn(request), 'code')
    const phone = draft.phone === '' ? null : { number: draft.phone, code }
    const kept = await names.commit(session.account, person.value, phone)
    if (kept.ok) {
      reply.header('refresh', `${TO_LOG_IN_SECONDS};url=../log-in`)
      return page(reply, 200, html`${good(T.named)}${mainForm('../enter', T.goOn)}`)
    }
    if (kept.error === 'E_IDNO_TAKEN')
      return page(reply, 409, html`${errorList([kept.error])}${link('../user-name', T.forgotName)}`)
    return repeat(reply, session, draft, kept.error, '../')
  })
}
