import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { maskIdNumber, maskName } from '../../../../src/rules/masking.ts'
import { giveCookie, readCookie } from '../../../ground/http/cookies.ts'
import { both, html } from '../../../ground/plain-html.ts'
import { maskedAddress } from '../../../mail/mail.ts'
import type { AccountError } from '../account-errors.ts'
import { KNOWN_MS, NAME_CHANGES_MAX, SESSION_MS } from '../account-rules.ts'
import type { AccountSession } from '../account-sessions.ts'
import { readMail } from '../sign-up-form.ts'
import { type AccountDesk, leave, saidIn, textIn } from './account-desk.ts'
import { button, buttonForm, errorList, fact, field, good, link, mainForm, note } from './form-parts.ts'
import { ACCOUNT_TEXTS as T } from './words.ts'

const SECOND_MS = 1_000

/** Logging in, where an account stands, and the name on it. */
export function registerLogInPages(app: FastifyInstance, desk: AccountDesk): void {
  const { page, asks, changes } = desk
  const { logIn, names, sessions } = desk.accounts

  const others = html`${link('sign-up', T.noAccountYet)}${link('password', T.forgotPassword)}${link('user-name', T.forgotName)}
${link('../p/', T.otherWays)}`
  const form = (reply: FastifyReply, mail: string, error: AccountError | null, waitMs = 0) => {
    const wait = Math.ceil(waitMs / SECOND_MS)
    if (wait > 0) reply.header('retry-after', String(wait))
    const body = html`${error === null ? '' : errorList([error])}
${wait > 0 ? html`<dl class="card">${fact(T.waitSeconds, wait)}</dl>` : ''}
<form method="post" action="log-in">
${field({ name: 'mail', label: T.mail, type: 'email', value: mail, autocomplete: 'username', maxLength: 254 })}
${field({ name: 'password', label: T.password, type: 'password', autocomplete: 'current-password' })}
${button(T.logIn)}</form>${others}`
    return page(reply, error === null ? 200 : wait > 0 ? 429 : 403, body)
  }
  /** From a path directly under `/account/`, to wherever the account leads. */
  const enter = async (request: FastifyRequest, reply: FastifyReply, session: AccountSession) => {
    const standing = await names.standing(session.account, session.atMs)
    if (standing.kind === 'no-name') return reply.redirect('real-name', 303)
    if (standing.kind === 'waits') return reply.redirect('../account', 303)
    if (standing.kind === 'records-away')
      return page(reply.header('retry-after', '60'), 503, html`${note(T.recordsAway)}${mainForm('enter', T.goOn)}`)
    const path = await desk.letIn(request, reply, standing.claim)
    if (path === null) return page(reply, 410, html`${note(T.loginOver)}${mainForm('enter', T.goOn)}`)
    return reply.redirect(`../${path}`, 303)
  }

  app.get('/account/log-in', asks, async (request, reply) => {
    const session = await desk.session(request)
    if (!session) return form(reply, '', null)
    const body = html`<div class="card"><p>${both(T.loggedInAs)}</p><p><strong>${maskedAddress(session.account.mail)}</strong></p></div>
${mainForm('enter', T.goOn)}${buttonForm('log-out', T.somebodyElse)}`
    return page(reply, 200, body)
  })
  app.post('/account/log-in', changes, async (request, reply) => {
    const said = saidIn(request)
    const mail = readMail(textIn(said, 'mail'))
    if (mail === null) return form(reply, textIn(said, 'mail'), 'E_MAIL_FORMAT')
    const known = sessions.readKnown(readCookie(request, 'known'), mail)
    const checked = await logIn.check({ mail, password: textIn(said, 'password'), ip: request.ip, known })
    if (!checked.ok) return form(reply, mail, checked.error.error, checked.error.waitMs)
    const value = await sessions.make(checked.value.accountId)
    const session = await sessions.read(value)
    if (value === null || !session) return form(reply, mail, 'E_LOGIN')
    giveCookie(reply, 'account', value, SESSION_MS / SECOND_MS)
    if (known === null) giveCookie(reply, 'known', sessions.makeKnown(mail), KNOWN_MS / SECOND_MS)
    return enter(request, reply, session)
  })
  app.post('/account/enter', changes, async (request, reply) => {
    const session = await desk.session(request)
    return session ? enter(request, reply, session) : reply.redirect('log-in', 303)
  })
  app.post('/account/log-out', changes, async (_request, reply) => {
    leave(reply)
    return reply.redirect('log-in', 303)
  })

  const home = (reply: FastifyReply, { account }: AccountSession, outcome: AccountError | 'changed' | null) => {
    const { person, mail, nameChanges, isMatched, isWaiting } = account
    const facts = html`<dl class="card">${fact(T.loggedInAs, maskedAddress(mail))}
${person === null ? '' : html`${fact(T.name, maskName(person.name))}${fact(T.number, maskIdNumber(person.number))}`}</dl>`
    const left = NAME_CHANGES_MAX - nameChanges
    const nameForm = html`<form method="post" action="account/name">
${field({ name: 'name', label: T.newName, autocomplete: 'name', maxLength: 60 })}
<dl>${fact(T.nameLeft, left)}</dl>${button(T.newName)}</form>`
    const waits = html`<div class="card verdict"><p>${both(T.waits)}</p><dl>${fact(T.helpPhone, desk.house.helpPhone)}</dl></div>`
    const state =
      person === null
        ? html`${note(T.nameMissing)}${link('account/real-name', T.realName)}`
        : html`${isWaiting ? waits : ''}${mainForm('account/enter', T.goOn)}${!isMatched && left > 0 ? nameForm : ''}`
    const isRefused = outcome !== null && outcome !== 'changed'
    const said = isRefused ? errorList([outcome]) : outcome === 'changed' ? good(T.nameChanged) : ''
    return page(reply, isRefused ? 409 : 200, html`${said}${facts}${state}${buttonForm('account/log-out', T.logOut)}`)
  }
  app.get<{ Querystring: { name?: string } }>('/account', asks, async (request, reply) => {
    const session = await desk.session(request)
    if (session) return home(reply, session, request.query.name === 'changed' ? 'changed' : null)
    const body = html`<p>${both(T.forWhom)}</p>${link('account/log-in', T.logIn)}${link('account/sign-up', T.noAccountYet)}
${link('account/password', T.forgotPassword)}${link('account/user-name', T.forgotName)}${link('p/', T.otherWays)}`
    return page(reply, 200, body)
  })
  app.post('/account/name', changes, async (request, reply) => {
    const session = await desk.session(request)
    if (!session) return reply.redirect('log-in', 303)
    const changed = await names.changeName(session.account, textIn(saidIn(request), 'name'))
    if (changed.ok) return reply.redirect('../account?name=changed', 303)
    return page(reply, 409, html`${errorList([changed.error])}${link('../account', T.goOn)}`)
  })
}
