import type { Operation } from './faults.ts'

/** What a path of the API means. `names` are the decoded variable parts. */
export interface ApiRoute {
  readonly method: Method
  readonly operation: Operation
  readonly action: Action
  readonly names: readonly string[]
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
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
  | 'complaints'
  | 'complaint'
  | 'complaint-history'
  | 'complaint-response'
  | 'complaint-complete'
  | 'complaint-refund'
  | 'complaint-address'
  | 'picture'

const NAME = '([^/]+)'
const MERCHANT = '/v3/merchant-service'
const COMPLAINT = `${MERCHANT}/complaints-v2/${NAME}`
const TABLE: readonly [method: Method, path: string, operation: Operation, action: Action][] = [
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
  ['GET', `${MERCHANT}/complaints-v2`, 'complaint', 'complaints'],
  ['GET', COMPLAINT, 'complaint', 'complaint'],
  ['GET', `${COMPLAINT}/negotiation-historys`, 'complaint', 'complaint-history'],
  ['POST', `${COMPLAINT}/response`, 'complaint', 'complaint-response'],
  ['POST', `${COMPLAINT}/complete`, 'complaint', 'complaint-complete'],
  ['POST', `${COMPLAINT}/update-refund-progress`, 'complaint', 'complaint-refund'],
  ['GET', `${MERCHANT}/complaint-notifications`, 'complaint', 'complaint-address'],
  ['POST', `${MERCHANT}/complaint-notifications`, 'complaint', 'complaint-address'],
  ['PUT', `${MERCHANT}/complaint-notifications`, 'complaint', 'complaint-address'],
  ['DELETE', `${MERCHANT}/complaint-notifications`, 'complaint', 'complaint-address'],
  ['GET', `${MERCHANT}/images/${NAME}`, 'complaint', 'picture'],
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
