import { createHash, randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { type Answer, done, refused } from './answer.ts'
import { billDay, fundFlowCsv, tradeCsv } from './bill-csv.ts'
import type { Desk } from './orders.ts'

/** A download address lives five minutes. */
const TOKEN_LIFE_MS = 300_000
const TOKENS_MAX = 100

export interface Bills {
  /** GET /v3/bill/tradebill */
  trade(query: URLSearchParams): Answer
  /** GET /v3/bill/fundflowbill */
  fundFlow(query: URLSearchParams): Answer
  /** GET /v3/billdownload/file: signed like every request, answered without a signature. */
  download(target: string, response: ServerResponse): void
}

/** Bills made from the journal at the moment they are asked for. The hash is over the file before compression. */
export function createBills(desk: Desk, baseUrl: () => string): Bills {
  const files = new Map<string, { bytes: Buffer; untilMs: number }>()

  const offer = (query: URLSearchParams, csv: string): Answer => {
    const plain = Buffer.from(`\ufeff${csv}`)
    const occasion = { operation: 'bill' } as const
    const token = randomBytes(16).toString('hex')
    if (files.size >= TOKENS_MAX) files.delete(files.keys().next().value!)
    const whole = query.get('tar_type') === 'GZIP' ? gzipSync(plain) : plain
    const isCut = desk.faults.take(['billTruncated'], occasion) !== undefined
    const bytes = isCut ? whole.subarray(0, Math.floor(whole.length / 2)) : whole
    files.set(token, { bytes, untilMs: desk.clock.now() + TOKEN_LIFE_MS })
    const isOther = desk.faults.take(['billHashMismatch'], occasion) !== undefined
    const hash = createHash('sha1')
      .update(isOther ? 'another file' : plain)
      .digest('hex')
    return done({
      hash_type: 'SHA1',
      hash_value: hash,
      download_url: `${baseUrl()}/v3/billdownload/file?token=${token}`,
    })
  }
  const dayOf = (query: URLSearchParams): string | Answer => {
    const day = query.get('bill_date') ?? ''
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return refused(400, 'PARAM_ERROR', 'bill_date格式错误', '/bill_date')
    const fault = desk.faults.take(['billCreating', 'billNone'], { operation: 'bill' })
    if (fault?.kind === 'billCreating') return refused(400, 'STATEMENT_CREATING', '账单文件正在生成')
    if (fault || day >= billDay(desk.clock.now())) return refused(400, 'NO_STATEMENT_EXIST', '账单文件不存在')
    return day
  }
  return {
    trade: query => {
      const day = dayOf(query)
      if (typeof day !== 'string') return day
      const kind = query.get('bill_type') ?? 'ALL'
      if (kind !== 'ALL' && kind !== 'SUCCESS' && kind !== 'REFUND')
        return refused(400, 'PARAM_ERROR', 'bill_type错误', '/bill_type')
      const csv = tradeCsv(desk, day, kind)
      return csv === null ? refused(400, 'NO_STATEMENT_EXIST', '账单文件不存在') : offer(query, csv)
    },
    fundFlow: query => {
      const day = dayOf(query)
      if (typeof day !== 'string') return day
      const csv = fundFlowCsv(desk, day)
      return csv === null ? refused(400, 'NO_STATEMENT_EXIST', '账单文件不存在') : offer(query, csv)
    },
    download: (target, response) => {
      const file = files.get(new URLSearchParams(target.split('?')[1]).get('token') ?? '')
      if (!file || desk.clock.now() > file.untilMs) return void response.writeHead(404, { 'Content-Length': '0' }).end()
      response.writeHead(200, { 'Content-Type': 'application/octet-stream' }).end(file.bytes)
    },
  }
}
