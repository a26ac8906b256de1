import { readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { z } from 'zod'
import { both, escapeHtml, PAGE_HEADERS, phonePage } from '../../phone-page.ts'
import type { CampusPart, CampusParts } from '../part.ts'
import { type AuthenticatorConfig, type StaffAccount, staffAccountSchema } from './authenticator-config.ts'
import { codeAt, leftMs } from './one-time-codes.ts'

const TITLE = { zh: '演示手机 · 动态验证码', en: 'Demo phone: one-time codes' }
const MS = 1_000

/** Opens `/authenticator`: the app that shows the running one-time codes of the demo's staff, for whoever has none at hand. */
export function openAuthenticator(
  { accountsFile }: AuthenticatorConfig,
  { clock }: Pick<CampusParts, 'clock'>,
): CampusPart {
  return {
    ...{ name: 'authenticator', controls: {}, close: async () => {} },
    answer: ({ target }, response) => {
      const path = target.split('?', 1)[0]
      if (path !== '/authenticator' && path !== '/authenticator/')
        return page(response, 404, `<p class="card">${both('没有这个页面。', 'There is no such page.')}</p>`)
      const now = clock.now()
      const content = listOf(accountsIn(accountsFile), now)
      // The next codes come by themselves, without a script.
      return page(response, 200, content, { Refresh: String(Math.ceil(leftMs(now) / MS)) })
    },
  }
}

const page = (response: ServerResponse, status: number, content: string, more: Record<string, string> = {}): void =>
  void response.writeHead(status, { ...PAGE_HEADERS, ...more }).end(phonePage(TITLE, content))

/** None before the demo has set them up. */
function accountsIn(file: string): readonly StaffAccount[] {
  try {
    return z.array(staffAccountSchema).parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

function listOf(accounts: readonly StaffAccount[], nowMs: number): string {
  if (accounts.length === 0) return `<p class="card">${both('还没有账号。', 'There is no account yet.')}</p>`
  const rows = accounts.map(
    ({ login, name, secret }) =>
      `<li><strong lang="en">${escapeHtml(login)}</strong> ${escapeHtml(name)}
<p class="amount">${codeAt(secret, nowMs).replace(/^.../, '$& ')}</p></li>`,
  )
  const left = Math.ceil(leftMs(nowMs) / MS)
  return `<section class="card"><ol>${rows.join('\n')}</ol></section>
<p class="card">${both(
    `${left} 秒后换新的一组。每组只能用一次。`,
    `New codes come in ${left} s. Each is good once.`,
  )}</p>`
}
