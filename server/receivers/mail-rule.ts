import { err, ok, type Result } from '../../src/result.ts'
import { readAddress } from '../mail/mail.ts'

/** Why an address is none of an institution. */
export type MailFault = 'address' | 'domain' | 'private' | 'elsewhere'

/** Where anybody has a mailbox: never an institution's own. */
const OPEN_TO_ANYBODY = new Set([
  ...[
    'qq.com',
    'foxmail.com',
    '163.com',
    '126.com',
    'yeah.net',
    'sina.com',
    'sina.cn',
    'sohu.com',
    '139.com',
    '189.cn',
  ],
  ...['aliyun.com', 'gmail.com', 'googlemail.com', 'outlook.com', 'hotmail.com', 'live.com', 'msn.com', 'yahoo.com'],
  ...['icloud.com', 'me.com', 'gmx.com', 'gmx.de', 'proton.me', 'protonmail.com', 'mail.ru', 'yandex.ru', 'naver.com'],
])

/** What companies have in each country. */
const IN_EACH_COUNTRY = /(?:^|\.)(?:yahoo|hotmail|outlook|gmx)(?:\.com?)?\.[a-z]{2,3}$/

/** Those hosts, whatever stands before them (`vip.qq.com`), and those of a country (`yahoo.co.jp`). */
function isOpenToAnybody(domain: string): boolean {
  const labels = domain.split('.')
  return IN_EACH_COUNTRY.test(domain) || labels.some((_, at) => OPEN_TO_ANYBODY.has(labels.slice(at).join('.')))
}

/**
 * The address of an institution's office, under the domain that staff have looked up: a wrong letter in it is found, and a mailbox that
 * anybody may have is refused.
 */
export function readOfficeAddress(
  typedDomain: string,
  typed: string,
): Result<{ readonly domain: string; readonly address: string }, MailFault> {
  const asAddress = readAddress(`office@${typedDomain.trim().replace(/^@/, '')}`)
  if (!asAddress.ok) return err('domain')
  const domain = asAddress.value.slice('office@'.length)
  if (isOpenToAnybody(domain)) return err('private')
  const address = readAddress(typed.trim())
  if (!address.ok) return err('address')
  const host = address.value.slice(address.value.lastIndexOf('@') + 1)
  return host === domain || host.endsWith(`.${domain}`) ? ok({ domain, address: address.value }) : err('elsewhere')
}
