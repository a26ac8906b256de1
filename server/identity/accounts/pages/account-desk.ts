import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '../../../../src/clock.ts'
import type { Captcha } from '../../../../src/verification/api.ts'
import type { Captchas } from '../../../ground/captcha/captcha.ts'
import type { CaptchaVouchers } from '../../../ground/captcha/captcha-vouchers.ts'
import type { House } from '../../../ground/ground.ts'
import { isFromOurPage, readCookie, takeCookie } from '../../../ground/http/cookies.ts'
import type { Limit } from '../../../ground/limits/limit.ts'
import { type Html, PLAIN_HEADERS, plainPage } from '../../../ground/plain-html.ts'
import type { SealedTokens } from '../../../ground/sealed-token.ts'
import type { LetIn } from '../../pages/let-in.ts'
import { notePage } from '../../pages/login-pages.ts'
import { TEXTS } from '../../pages/words.ts'
import type { AccountSession } from '../account-sessions.ts'
import type { Accounts } from '../open-accounts.ts'
import { ACCOUNT_TITLE } from './words.ts'

export interface AccountPageParts {
  readonly accounts: Accounts
  readonly clock: Clock
  readonly house: House
  readonly tokens: SealedTokens
  readonly captchas: Pick<Captchas, 'make' | 'answer'>
  readonly captchaVouchers: CaptchaVouchers
  /** Of pages, of captchas, and of texts that one address may cause. */
  readonly limits: { readonly pages: Limit; readonly captchas: Limit; readonly texts: Limit }
  readonly letIn: LetIn
}

/** The field of a form in which it stands. */
export const VOUCHER = 'voucher'

type Said = Readonly<Record<string, string>>

/** What every page of accounts is made with. */
export interface AccountDesk extends AccountPageParts {
  page(reply: FastifyReply, status: number, body: Html): FastifyReply
  /** For a route that only asks, and for one that changes something. */
  readonly asks: object
  readonly changes: object
  /** Null where too many were asked for. */
  captcha(request: FastifyRequest): Promise<Captcha | null>
  /**
   * What a form is good for once that a person has filled in, by the digits of its picture or by what it was given for them a moment ago;
   * null for a program. To be spent when the form is taken; until then it goes back into the form, whose digits need not be typed again.
   */
  voucherOf(said: Said): Promise<string | null>
  spendVoucher(voucher: string): Promise<boolean>
  session(request: FastifyRequest): Promise<AccountSession | null>
}

/** The fields of a form, whatever was sent. */
export const saidIn = ({ body }: FastifyRequest): Said =>
  typeof body === 'object' && body !== null ? (body as Record<string, string>) : {}

export const textIn = (said: Said, name: string): string => (Object.hasOwn(said, name) ? String(said[name]) : '')

export function createAccountDesk(parts: AccountPageParts): AccountDesk {
  const { accounts, captchas, captchaVouchers, house, limits } = parts
  const page = (reply: FastifyReply, status: number, body: Html) =>
    reply
      .code(status)
      .headers(PLAIN_HEADERS)
      .type('text/html; charset=utf-8')
      .send(plainPage(ACCOUNT_TITLE, house.name, body))
  const within = async (request: FastifyRequest, reply: FastifyReply) => {
    if (!(await limits.pages.allow(request.ip)))
      return page(reply.header('retry-after', '60'), 429, notePage(TEXTS.slowDown))
  }
  const ours = async (request: FastifyRequest, reply: FastifyReply) => {
    if (!isFromOurPage(request, house.publicBaseUrl)) return page(reply, 403, notePage(TEXTS.notFromHere))
  }
  const hidden = { schema: { hide: true } }
  return {
    ...parts,
    page,
    asks: { ...hidden, onRequest: within },
    changes: { ...hidden, onRequest: [within, ours] },
    captcha: async ({ ip }) => ((await limits.captchas.allow(ip)) ? captchas.make() : null),
    voucherOf: async said => {
      const held = textIn(said, VOUCHER)
      if (held !== '' && (await captchaVouchers.isGood(held))) return held
      return (await captchas.answer(textIn(said, 'token'), textIn(said, 'answer'))) ? captchaVouchers.make() : null
    },
    spendVoucher: captchaVouchers.spend,
    session: request => accounts.sessions.read(readCookie(request, 'account')),
  }
}

/** Whoever was logged in on these pages is no more. */
export const leave = (reply: FastifyReply): void => takeCookie(reply, 'account')
