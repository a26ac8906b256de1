import { createHash } from 'node:crypto'
import { pipeline, Readable, type Transform } from 'node:stream'
import { createGunzip, createGzip } from 'node:zlib'
import { err, ok, type Result } from '../../../src/result.ts'
import type { Bill, BillFailure, BillLine } from '../bill.ts'
import { BillDamaged, type BillSums, type ExpectedBill, readBillTable } from './bill-table.ts'

/** 100,000 lines are some 8 MB. */
const PACKED_MAX_BYTES = 64 << 20
const PLAIN_MAX_BYTES = 1 << 30
const ROW_MAX_CHARACTERS = 16_384
const GZIP_MAGIC = [0x1f, 0x8b]

/**
 * Keeps a bill as it came, packed: GZIP is told by its first bytes, for no header does, and what comes plain is packed here, so that a
 * large bill is small in memory. Throws `BillDamaged` when it is too long.
 */
export async function packBill(body: AsyncIterable<Uint8Array>): Promise<readonly Buffer[]> {
  const chunks = body[Symbol.asyncIterator]()
  let first = Buffer.alloc(0)
  while (first.length < GZIP_MAGIC.length) {
    const next = await chunks.next()
    if (next.done) throw new BillDamaged('BILL_EMPTY')
    first = Buffer.concat([first, next.value])
  }
  const whole = async function* () {
    yield first
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value
  }
  const isPacked = GZIP_MAGIC.every((byte, place) => first[place] === byte)
  const packed: Buffer[] = []
  let length = 0
  const source: AsyncIterable<Uint8Array> = isPacked ? whole() : through(whole(), createGzip({ level: 1 }))
  for await (const chunk of source) {
    length += chunk.length
    if (length > PACKED_MAX_BYTES) throw new BillDamaged('BILL_TOO_LONG')
    packed.push(Buffer.from(chunk))
  }
  return packed
}

/** Checks a packed bill whole, hash first. What is wrong with it is a value. */
export async function readBill(
  packed: readonly Buffer[],
  digest: string,
  expected: ExpectedBill,
): Promise<Result<Bill, BillFailure>> {
  try {
    const hash = createHash('sha1')
    for await (const chunk of unpacked(packed)) hash.update(chunk)
    if (hash.digest('hex') !== digest.toLowerCase()) throw new BillDamaged('BILL_HASH_DIFFERS')
    const reading = linesOf(packed, expected)
    let step = await reading.next()
    while (!step.done) step = await reading.next()
    return ok({ ...step.value, digest: digest.toLowerCase(), lines: () => linesOf(packed, expected) })
  } catch (error) {
    if (error instanceof BillDamaged) return err({ kind: 'damaged', code: error.code })
    throw error
  }
}

/** What comes out of `transform`: an error of either, and an early end, ends both. */
function through(
  source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  transform: Transform,
): AsyncIterable<Buffer> {
  // Whoever reads `transform` hears of every error there.
  pipeline(Readable.from(source), transform, () => undefined)
  return transform
}

async function* unpacked(packed: readonly Buffer[]): AsyncGenerator<Uint8Array, void> {
  let length = 0
  try {
    for await (const chunk of through(packed, createGunzip())) {
      length += chunk.length
      if (length > PLAIN_MAX_BYTES) throw new BillDamaged('BILL_TOO_LONG')
      yield chunk
    }
  } catch (error) {
    // Of unpacking: cut off, or no longer what was packed.
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))
      throw new BillDamaged('BILL_TRUNCATED')
    throw error
  }
}

async function* linesOf(packed: readonly Buffer[], expected: ExpectedBill): AsyncGenerator<BillLine, BillSums> {
  const table = readBillTable(expected)
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let begun = ''
  for await (const chunk of unpacked(packed)) {
    const rows = (begun + decoded(decoder, chunk)).split('\n')
    begun = rows.pop() ?? ''
    if (begun.length > ROW_MAX_CHARACTERS) throw new BillDamaged('BILL_ROW_TOO_LONG')
    for (const row of rows) {
      const line = table.row(row.replace(/\r$/, ''))
      if (line) yield line
    }
  }
  begun += decoded(decoder)
  if (begun !== '') table.row(begun)
  return table.end()
}

function decoded(decoder: InstanceType<typeof TextDecoder>, chunk?: Uint8Array): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()
  } catch {
    throw new BillDamaged('BILL_NOT_UTF8')
  }
}
