import type { ReceiptLine } from '../../src/contract/devices.ts'
import * as escpos from './escpos.ts'
import { encodePrintable, printableText } from './gb18030.ts'
import { pairLines, ruleLine, wrap } from './layout.ts'
import type { ReceiptPrinterProfile } from './profiles.ts'

type Layout = Pick<ReceiptPrinterProfile, 'columns' | 'status' | 'qrModuleDots' | 'feedBeforeCutLines'>

/**
 * A receipt as commands, from the initialisation to the question whether it came out. Each line sets what it needs and puts it
 * back, so that a lost byte spoils one line at most.
 */
export function receiptJob(lines: readonly ReceiptLine[], layout: Layout): readonly escpos.EscposCommand[] {
  return [
    ...greeting(layout.status),
    ...lines.flatMap(line => commandsOf(line, layout)),
    ...(layout.feedBeforeCutLines > 0 ? [escpos.feed(layout.feedBeforeCutLines)] : []),
    escpos.FEED_AND_CUT,
    ...(layout.status === 'none' ? [] : [escpos.PAPER_SENSOR]),
  ]
}

/** What every job and every new link starts with. Status back comes after the initialisation, which turns it off. */
export function greeting(status: ReceiptPrinterProfile['status']): readonly escpos.EscposCommand[] {
  return [escpos.INITIALISE, ...(status === 'asb' ? [escpos.AUTO_STATUS_ON] : []), escpos.CHINESE_ON]
}

function commandsOf(line: ReceiptLine, layout: Layout): readonly escpos.EscposCommand[] {
  switch (line.kind) {
    case 'text':
      return textCommands(line, layout.columns)
    case 'pair':
      return pairLines(printableText(line.left), printableText(line.right), layout.columns).flatMap(printed)
    case 'rule':
      return printed(ruleLine(layout.columns))
    case 'qr':
      return [escpos.align('center'), ...escpos.qrCode(line.text, layout.qrModuleDots), escpos.align('left')]
    case 'feed':
      return [escpos.feed(line.lines)]
  }
}

function textCommands(line: ReceiptLine & { kind: 'text' }, columns: number): readonly escpos.EscposCommand[] {
  const { align = 'left', bold = false, size = 1 } = line
  const before: escpos.EscposCommand[] = []
  const after: escpos.EscposCommand[] = []
  if (align !== 'left') {
    before.push(escpos.align(align))
    after.unshift(escpos.align('left'))
  }
  if (bold) {
    before.push(escpos.bold(true))
    after.unshift(escpos.bold(false))
  }
  if (size !== 1) {
    before.push(escpos.size(size))
    after.unshift(escpos.size(1))
  }
  return [...before, ...wrap(printableText(line.text), columns / size).flatMap(printed), ...after]
}

function printed(text: string): readonly escpos.EscposCommand[] {
  return [{ name: 'text', bytes: encodePrintable(text) }, escpos.LINE_FEED]
}
