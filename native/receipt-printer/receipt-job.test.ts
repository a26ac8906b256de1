import { describe, expect, it } from 'vitest'
import type { ReceiptLine } from '../../src/contract/devices.ts'
import { bytesOf } from './escpos.ts'
import { RECEIPT_PRINTER_PROFILES, receiptPrinterProfileSchema } from './profiles.ts'
import { receiptJob } from './receipt-job.ts'

const hex = (
  lines: readonly ReceiptLine[],
  profile = RECEIPT_PRINTER_PROFILES['escpos-80mm'] as Parameters<typeof receiptJob>[1],
) =>
  Buffer.from(bytesOf(receiptJob(lines, profile)))
    .toString('hex')
    .toUpperCase()

describe('a receipt in bytes', () => {
  it('frames the job: initialise, then status back, Chinese mode, cut, proof', () => {
    expect(hex([])).toBe(['1B40', '1D61FF', '1C26', '1D564200', '1D7201'].join(''))
  })

  it('asks a polled printer for no automatic status, and feeds to its knife', () => {
    expect(hex([], RECEIPT_PRINTER_PROFILES['escpos-58mm'])).toBe('1B401C261B64031D5642001D7201')
  })

  it('asks a mute printer nothing', () => {
    expect(hex([], RECEIPT_PRINTER_PROFILES['escpos-58mm-mute'])).toBe('1B401C261B64031D564200')
  })

  it('sets a style for its line and takes it back', () => {
    expect(hex([{ kind: 'text', text: '凭条', align: 'center', bold: true, size: 2 }])).toBe(
      [
        '1B401D61FF1C26',
        '1B6101',
        '1B4501',
        '1D2111',
        'C6BECCF5',
        '0A',
        '1D2100',
        '1B4500',
        '1B6100',
        '1D5642001D7201',
      ].join(''),
    )
  })

  it('wraps large text at half the columns', () => {
    const text = '一二三四五六七八九十一二三'
    const job = receiptJob([{ kind: 'text', text, size: 2 }], RECEIPT_PRINTER_PROFILES['escpos-80mm'])
    expect(job.filter(({ name }) => name === 'text').map(({ bytes }) => bytes.length)).toEqual([24, 2])
  })

  it('prints money with the full-width sign', () => {
    expect(hex([{ kind: 'pair', left: '合计', right: '¥4.00' }])).toContain(`BACFBCC6${'20'.repeat(38)}A3A4342E30300A`)
  })

  it('has a profile for every model that its own schema accepts', () => {
    for (const profile of Object.values(RECEIPT_PRINTER_PROFILES))
      expect(receiptPrinterProfileSchema.parse(profile)).toEqual(profile)
  })
})
