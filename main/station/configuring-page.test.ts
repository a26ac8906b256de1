import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cardReaderProfileSchema } from '../../native/card-reader/profile.ts'
import { CARD_READER_PROFILES } from '../../native/card-reader/profiles/profiles.ts'
import { codeScannerProfileSchema } from '../../native/code-scanner/profile.ts'
import { CODE_SCANNER_PROFILES } from '../../native/code-scanner/profiles/profiles.ts'
import { RECEIPT_PRINTER_PROFILES } from '../../native/receipt-printer/profiles.ts'

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'configuring.md'), 'utf8')

/** What stands between "a profile (" and the bracket that closes it, in the row of a setting. */
function profilesInRow(setting: string): { names: string[]; written: string[] | null } {
  const row = page.split('\n').find(line => line.startsWith(`| \`${setting}\``)) ?? ''
  const said = /a profile \((.*?)\)/.exec(row)?.[1] ?? ''
  const written = /`\{ (.*?) \}` written out/.exec(said)?.[1]?.split(', ') ?? null
  return { names: [...said.matchAll(/`([^`{]+)`/g)].map(match => match[1]!), written }
}

describe('the page about configuring names every profile that a terminal knows, and how one is written out', () => {
  it.each([
    ['campusCardReader', CARD_READER_PROFILES, Object.keys(cardReaderProfileSchema.unwrap().shape)],
    ['codeScanner', CODE_SCANNER_PROFILES, Object.keys(codeScannerProfileSchema.unwrap().shape)],
    ['receiptPrinter', RECEIPT_PRINTER_PROFILES, null],
  ])('%s', (setting, profiles, written) => {
    expect(profilesInRow(setting)).toEqual({ names: Object.keys(profiles), written })
  })
})
