import type { FastifyInstance } from 'fastify'
import type { House } from '../../../ground/ground.ts'
import { PLAIN_HEADERS, plainPage } from '../../../ground/plain-html.ts'
import type { PageAddress } from '../../../ground/room.ts'
import { notePage } from '../../pages/login-pages.ts'
import type { NoAccounts } from '../open-accounts.ts'
import { type AccountPageParts, createAccountDesk } from './account-desk.ts'
import { ACCOUNT_PAGES } from './account-pages.ts'
import { registerLogInPages } from './log-in-routes.ts'
import { registerRealNamePages } from './real-name-routes.ts'
import { registerRecoveryPages } from './recovery-routes.ts'
import { registerSignUpPages } from './sign-up-routes.ts'
import { ACCOUNT_TITLE, NO_ACCOUNTS } from './words.ts'

/** The pages of accounts. */
export function registerAccountPages(app: FastifyInstance, parts: AccountPageParts): void {
  const desk = createAccountDesk(parts)
  registerSignUpPages(app, desk)
  registerLogInPages(app, desk)
  registerRealNamePages(app, desk)
  registerRecoveryPages(app, desk)
}

/** The same addresses where the site has no accounts: each says why, and what to do. */
export function registerNoAccountPages(app: FastifyInstance, why: NoAccounts, house: House): void {
  const pages: readonly PageAddress[] = ACCOUNT_PAGES
  for (const { method, path } of pages)
    app.route({
      ...{ method, url: path, schema: { hide: true } },
      handler: async (_request, reply) =>
        reply
          .code(404)
          .headers(PLAIN_HEADERS)
          .type('text/html; charset=utf-8')
          .send(plainPage(ACCOUNT_TITLE, house.name, notePage(NO_ACCOUNTS[why]))),
    })
}
