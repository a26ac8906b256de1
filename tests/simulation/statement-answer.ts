import { protocol } from '@electric-sql/pglite'

export interface Column {
  readonly name: string
  /** Null for what stays a text. */
  readonly parse: ((text: string) => unknown) | null
}

const DATA_ROW = 0x44
const COMMAND_COMPLETE = 0x43
const ERROR = 0x45
/** Tags of statements that change rows, with how many they have changed at their end. */
const CHANGES = /^(?:INSERT|UPDATE|DELETE|COPY|MERGE) (?:\d+ )?(\d+)$/

/** Reads the answer to one executed statement; throws the database's error, as PGlite does. */
export function readAnswer(
  answer: Uint8Array,
  columns: readonly Column[],
): { rows: Record<string, unknown>[]; changed: number } {
  const bytes = Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength)
  const rows: Record<string, unknown>[] = []
  let changed = 0
  for (let at = 0; at < bytes.length; ) {
    const end = at + 1 + bytes.readInt32BE(at + 1)
    switch (bytes[at]) {
      case DATA_ROW:
        rows.push(rowAt(bytes, at + 7, columns))
        break
      case COMMAND_COMPLETE:
        changed += Number(CHANGES.exec(bytes.toString('latin1', at + 5, end - 1))?.[1] ?? 0)
        break
      case ERROR:
        throw errorIn(answer)
    }
    at = end
  }
  return { rows, changed }
}

function rowAt(bytes: Buffer, from: number, columns: readonly Column[]): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  let at = from
  for (const { name, parse } of columns) {
    const length = bytes.readInt32BE(at)
    at += 4
    if (length < 0) {
      row[name] = null
      continue
    }
    const text = bytes.toString('utf8', at, at + length)
    row[name] = parse ? parse(text) : text
    at += length
  }
  return row
}

function errorIn(answer: Uint8Array): Error {
  const errors: Error[] = []
  new protocol.Parser().parse(answer, message => {
    if (message instanceof Error) errors.push(message)
  })
  return errors[0] ?? new Error('an answer that is none')
}
