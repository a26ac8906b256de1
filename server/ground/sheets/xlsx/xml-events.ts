import { SaxesParser } from 'saxes'
import { SheetProblem } from '../sheet-problem.ts'

export type XmlEvent =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: Readonly<Record<string, string>> }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }

/** A tag or text that is longer is no table. */
const PIECE_CHARACTERS_MAX = 4_000_000

/** What stands in a file of a workbook, in parts and in its order, by names without their prefix. Throws `SheetProblem`; an entity of its own has none. */
export async function* xmlEvents(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<readonly XmlEvent[]> {
  const parser = new SaxesParser({ xmlns: false, position: false })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let events: XmlEvent[] = []
  const refuse = () => {
    throw new SheetProblem('broken')
  }
  parser.on('error', refuse)
  parser.on('doctype', refuse)
  parser.on('opentag', ({ name, attributes }) => events.push({ kind: 'open', name: local(name), attributes }))
  parser.on('closetag', ({ name }) => events.push({ kind: 'close', name: local(name) }))
  const say = (text: string) => {
    events.push({ kind: 'text', text })
  }
  parser.on('text', say)
  parser.on('cdata', say)
  let untold = 0
  for await (const part of bytes) {
    parser.write(textOf(decoder, part))
    untold = events.length === 0 ? untold + part.length : 0
    if (untold > PIECE_CHARACTERS_MAX) throw new SheetProblem('bomb')
    if (events.length > 0) yield events
    events = []
  }
  parser.close()
  if (events.length > 0) yield events
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

function textOf(decoder: InstanceType<typeof TextDecoder>, part: Uint8Array): string {
  try {
    return decoder.decode(part, { stream: true })
  } catch {
    throw new SheetProblem('broken')
  }
}
