import type { Instruction } from './commands.ts'

/** One printed row of a slip. */
export type SlipLine =
  | {
      readonly kind: 'text'
      readonly text: string
      readonly align: 'left' | 'center' | 'right'
      readonly bold: boolean
      readonly size: 1 | 2
    }
  | { readonly kind: 'qr'; readonly text: string }
  | { readonly kind: 'picture'; readonly widthDots: number; readonly heightDots: number }

/** A slip that was cut off. */
export interface Slip {
  readonly id: string
  readonly lines: readonly SlipLine[]
  /** The text as it stands on the paper, spaces and all; a QR code as `[qr …]`. */
  readonly text: string
}

const ALIGNMENTS = ['left', 'center', 'right'] as const
const FRESH = { align: 'left', bold: false, size: 1, chinese: false, qr: new Uint8Array() } as const

interface Style {
  readonly align: (typeof ALIGNMENTS)[number]
  readonly bold: boolean
  readonly size: 1 | 2
  readonly chinese: boolean
  readonly qr: Uint8Array
}

/** The mechanism: turns instructions into rows of paper, `columns` Latin characters wide. */
export class Paper {
  readonly #columns: number
  #style: Style = FRESH
  #row: number[] = []
  #lines: SlipLine[] = []
  #slips: Slip[] = []
  #unknown: Uint8Array[] = []
  #slipCount = 0

  constructor(columns: number) {
    this.#columns = columns
  }

  /** Slips that were cut, oldest first. */
  get slips(): readonly Slip[] {
    return this.#slips
  }

  /** Rows that hang out of the printer and are not cut yet. */
  get uncutLines(): readonly SlipLine[] {
    return this.#lines
  }

  /** Commands that the printer did not understand, in order. */
  get unknown(): readonly Uint8Array[] {
    return this.#unknown
  }

  /** Applies one instruction. Answers how many rows came out. */
  apply(instruction: Instruction): number {
    const before = this.#lines.length
    if (instruction.kind === 'unknown') this.#unknown = [...this.#unknown, instruction.bytes]
    else if (instruction.kind === 'text') this.#row.push(...instruction.bytes)
    else return this.#command(instruction)
    return this.#lines.length - before
  }

  /** What a power cut forgets: style and the row that was being filled. Paper that came out stays. */
  forget(): void {
    this.#style = FRESH
    this.#row = []
  }

  /** Takes the slips away. */
  clear(): void {
    this.#slips = []
  }

  #command({ name, parameters }: Instruction & { kind: 'command' }): number {
    const before = this.#lines.length
    const [first = 0] = parameters
    switch (name) {
      case 'initialise':
        this.forget()
        break
      case 'align':
        this.#restyle({ align: ALIGNMENTS[first % 0x30] ?? 'left' })
        break
      case 'bold':
        this.#restyle({ bold: (first & 1) === 1 })
        break
      case 'size':
        this.#restyle({ size: first === 0 ? 1 : 2 })
        break
      case 'chinese-on':
      case 'chinese-off':
        this.#restyle({ chinese: name === 'chinese-on' })
        break
      case 'line-feed':
        this.#endRow(true)
        break
      case 'feed-lines':
        this.#endRow(false)
        for (let line = 0; line < first; line++) this.#endRow(true)
        break
      case 'symbol':
        this.#symbol(parameters.subarray(2))
        break
      case 'raster':
        this.#endRow(false)
        this.#lines.push({
          kind: 'picture',
          widthDots: 8 * (parameters[1]! + (parameters[2]! << 8)),
          heightDots: parameters[3]! + (parameters[4]! << 8),
        })
        break
      case 'cut': {
        this.#endRow(false)
        const rows = this.#lines.length - before
        this.#cut()
        return rows
      }
    }
    return this.#lines.length - before
  }

  #restyle(change: Partial<Style>): void {
    this.#style = { ...this.#style, ...change }
  }

  #endRow(evenEmpty: boolean): void {
    if (this.#row.length === 0 && !evenEmpty) return
    const { align, bold, size, chinese } = this.#style
    for (const text of rowsOf(glyphs(this.#row, chinese), this.#columns / size))
      this.#lines.push({ kind: 'text', text, align, bold, size })
    this.#row = []
  }

  /** GS ( k with cn 49: function 80 stores the text, 81 prints it. */
  #symbol(parameters: Uint8Array): void {
    const [cn, fn] = parameters
    if (cn !== 0x31) return
    if (fn === 0x50) this.#restyle({ qr: parameters.slice(3) })
    if (fn !== 0x51) return
    this.#endRow(false)
    this.#lines.push({ kind: 'qr', text: new TextDecoder().decode(this.#style.qr) })
  }

  #cut(): void {
    if (this.#lines.length === 0) return
    const lines = this.#lines
    const text = lines.map(line => textOf(line, this.#columns)).join('\n')
    this.#slips = [...this.#slips, { id: String(++this.#slipCount), lines, text }]
    this.#lines = []
  }
}

/** What the font draws. A pair that no two-byte font has prints a box; without Chinese mode every high byte does. */
function glyphs(bytes: readonly number[], chinese: boolean): string[] {
  const decoder = new TextDecoder('gb18030')
  const drawn: string[] = []
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!
    const next = bytes[at + 1]
    if (byte < 0x80) drawn.push(String.fromCharCode(byte))
    else if (chinese && byte >= 0x81 && next !== undefined && next >= 0x40) {
      drawn.push(decoder.decode(Uint8Array.of(byte, next)))
      at++
    } else drawn.push('□')
  }
  return drawn
}

/** The printer breaks a row that is too long wherever the paper ends. */
function rowsOf(characters: readonly string[], columns: number): string[] {
  const rows = ['']
  let used = 0
  for (const character of characters) {
    const width = widthOf(character)
    if (used + width > columns) {
      rows.push('')
      used = 0
    }
    rows[rows.length - 1] += character
    used += width
  }
  return rows
}

function widthOf(character: string): number {
  return character.charCodeAt(0) < 0x80 || character === '□' ? 1 : 2
}

function textOf(line: SlipLine, columns: number): string {
  if (line.kind === 'qr') return `[qr ${line.text}]`
  if (line.kind === 'picture') return `[picture ${line.widthDots}x${line.heightDots}]`
  const free = columns - line.size * [...line.text].reduce((width, character) => width + widthOf(character), 0)
  const shift = line.align === 'left' ? 0 : line.align === 'right' ? free : Math.floor(free / 2)
  return `${' '.repeat(Math.max(0, shift))}${line.text}`.trimEnd()
}
