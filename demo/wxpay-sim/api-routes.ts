import type { Operation } from './faults.ts'

/** What a path of the API means. `names` are the decoded variable parts. */
export interface ApiRoute {
  readonly method: 'GET' | 'POST'
  readonly operation: Operation
  readonly action: Action
  readonly names: readonly string[]
}

type Action =
  | 'open-order'
  | 'query-by-number'
  | 'query-by-id'
  | 'close-order'
  | 'accept-refund'
  | 'query-refund'
  | 'resume-refund'
  | 'certificates'
  | 'trade-bill'
  | 'fund-bill'
  | 'download-bill'

const NAME = '([^/]+)'
const TABLE: readonly [method: 'GET' | 'POST', path: string, operation: Operation, action: Action][] = [
  ['POST', '/v3/pay/transactions/native', 'order', 'open-order'],
  ['GET', `/v3/pay/transactions/out-trade-no/${NAME}`, 'query', 'query-by-number'],
  ['GET', `/v3/pay/transactions/id/${NAME}`, 'query', 'query-by-id'],
  ['POST', `/v3/pay/transactions/out-trade-no/${NAME}/close`, 'close', 'close-order'],
  ['POST', '/v3/refund/domestic/refunds', 'refund', 'accept-refund'],
  ['GET', `/v3/refund/domestic/refunds/${NAME}`, 'refund-query', 'query-refund'],
  ['POST', `/v3/refund/domestic/refunds/${NAME}/apply-abnormal-refund`, 'refund', 'resume-refund'],
  ['GET', '/v3/certificates', 'certificates', 'certificates'],
  ['GET', '/v3/bill/tradebill', 'bill', 'trade-bill'],
  ['GET', '/v3/bill/fundflowbill', 'bill', 'fund-bill'],
  ['GET', '/v3/billdownload/file', 'bill', 'download-bill'],
]

/** Finds the route of a raw target; 404 for an unknown path, 405 for a known one with another method. */
export function findApiRoute(method: string, target: string): ApiRoute | 404 | 405 {
  const path = target.split('?', 1)[0]!
  let found: 404 | 405 = 404
  for (const [wanted, pattern, operation, action] of TABLE) {
    const match = new RegExp(`^${pattern}$`).exec(path)
    if (!match) continue
    const names = match.slice(1).map(decode)
    if (names.some(name => name === null)) return 404
    if (wanted === method) return { method: wanted, operation, action, names: names as string[] }
    found = 405
  }
  return found
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}
