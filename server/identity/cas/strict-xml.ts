import { SaxesParser } from 'saxes'
import { err, ok, type Result } from '../../../src/result.ts'

/** An element as it was written: no text was taken for a number, no comment cuts it short. */
export interface XmlElement {
  /** Empty for none. */
  readonly namespace: string
  readonly name: string
  /** Those without a namespace. */
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlElement[]
  /** What stands in it besides its children, all of it. */
  readonly text: string
}

/** Why a text is not read as XML: words for logs, without anything of the text. */
export type XmlRefusal = 'NOT_XML' | 'HAS_DOCTYPE' | 'HAS_INSTRUCTION' | 'TOO_DEEP' | 'TOO_MANY_PARTS'

const DEPTH_MAX = 12
const PARTS_MAX = 2_000

class Refused extends Error {
  readonly why: XmlRefusal
  constructor(why: XmlRefusal) {
    super(why)
    this.why = why
  }
}

interface Growing extends XmlElement {
  readonly children: Growing[]
  text: string
}

/**
 * Reads a document from outside. It has one root, no DOCTYPE and so no entities of its own, no instructions, and neither great depth nor
 * many parts; every prefix is bound. Blanks before the document, which pages that are filled in leave, are no fault.
 */
export function readStrictXml(text: string): Result<XmlElement, XmlRefusal> {
  try {
    return ok(parse(text.trimStart()))
  } catch (error) {
    if (error instanceof Refused) return err(error.why)
    throw error
  }
}

function parse(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: false, defaultXMLVersion: '1.0', forceXMLVersion: true })
  const refuse = (why: XmlRefusal) => () => {
    throw new Refused(why)
  }
  const open: Growing[] = []
  let root: Growing | undefined
  let parts = 0
  const say = (said: string) => {
    const around = open.at(-1)
    if (around) around.text += said
  }
  parser.on('error', refuse('NOT_XML'))
  parser.on('doctype', refuse('HAS_DOCTYPE'))
  parser.on('processinginstruction', refuse('HAS_INSTRUCTION'))
  parser.on('text', say)
  parser.on('cdata', say)
  parser.on('opentag', ({ uri, local, attributes }) => {
    const plain = Object.values(attributes).filter(one => one.uri === '')
    parts += 1 + plain.length
    if (parts > PARTS_MAX) throw new Refused('TOO_MANY_PARTS')
    if (open.length >= DEPTH_MAX) throw new Refused('TOO_DEEP')
    const values = new Map(plain.map(({ local: name, value }) => [name, value]))
    const element: Growing = { namespace: uri, name: local, attributes: values, children: [], text: '' }
    open.at(-1)?.children.push(element)
    root ??= element
    open.push(element)
  })
  parser.on('closetag', () => void open.pop())
  parser.write(text).close()
  if (!root) throw new Refused('NOT_XML')
  return root
}
