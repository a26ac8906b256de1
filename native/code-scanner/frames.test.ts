import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BURST_BYTES_MAX, CODE_BYTES_MAX, decodeBurst, endsLine } from './frames.ts'
import { type CodeScannerProfile, codeScannerProfileSchema } from './profile.ts'
import { CODE_SCANNER_PROFILES, codeScannerProfileSettingSchema } from './profiles/profiles.ts'

const { line, bare } = CODE_SCANNER_PROFILES
const decode = (text: string, profile: CodeScannerProfile = line) => decodeBurst(Buffer.from(text, 'utf8'), profile)
const URL_OF_PAPER = 'https://verify.example.edu.cn/v/K7QXM2PD9RWT5HNC83VBYZ4FGJ'

describe('bursts of code scanners', () => {
  // The bytes that emupos writes for its worked example, and the same from scanners set to the other suffixes.
  it.each([
    ['4B494F534B3A5049434B55503A34383231330D', 'line', 'KIOSK:PICKUP:48213'],
    ['4B494F534B3A5049434B55503A34383231330D0A', 'line', 'KIOSK:PICKUP:48213'],
    ['4B494F534B3A5049434B55503A34383231330A', 'line', 'KIOSK:PICKUP:48213'],
    ['4B494F534B3A5049434B55503A3438323133', 'bare', 'KIOSK:PICKUP:48213'],
    // ]Q1: a QR code of model 2, without ECI (ISO/IEC 15424, annex F).
    ['5D51314B494F534B3A34383231330D', 'aim-line', 'KIOSK:48213'],
    ['5D51314B494F534B3A3438323133', 'aim-bare', 'KIOSK:48213'],
    ['024B494F534B3A3438323133030D', 'line', 'KIOSK:48213'],
    ['FF004B494F534B3A34383231330D', 'line', 'KIOSK:48213'],
    ['E68890E7BBA9E58D950D', 'line', '成绩单'],
  ] as const)('%s from a scanner set to %s is a code', (hex, name, text) => {
    expect(decodeBurst(Buffer.from(hex, 'hex'), CODE_SCANNER_PROFILES[name])).toEqual({ kind: 'code', text })
  })

  it('is one code however often a scanner in continuous mode repeats it', () => {
    expect(decode(`${URL_OF_PAPER}\r\n`.repeat(5))).toEqual({ kind: 'code', text: URL_OF_PAPER })
  })

  it('keeps text of no known encoding, for it is a code, if none of ours', () => {
    const gbk = Buffer.from('B3C9BCA8B5A50D', 'hex')
    expect(decodeBurst(gbk, line).kind).toBe('code')
  })

  it.each([
    ['', 'nothing'],
    ['\r\n', 'an empty line'],
    ['\x00\x02\x03', 'controls'],
    ['A', 'one byte'],
    ['\r\r\r\x00', 'line ends'],
  ])('takes %j for noise: %s', text => {
    expect(decode(text)).toEqual({ kind: 'noise' })
  })

  it.each([
    [URL_OF_PAPER.slice(0, 30), line, 'a code without a line end'],
    [`${URL_OF_PAPER}\r${URL_OF_PAPER.slice(0, 9)}`, line, 'a code without a line end'],
    ['BEGIN:VCARD\r\nFN:Somebody\r\nEND:VCARD\r', line, '3 lines at once'],
    ['BEGIN:VCARD\r\nEND:VCARD', bare, '2 lines at once'],
    ['ABC\x07DEF\r', line, '7 bytes with control characters'],
    ['KIOSK:48213\r', CODE_SCANNER_PROFILES['aim-line'], 'a code without its symbology identifier'],
    [`${'8'.repeat(CODE_BYTES_MAX + 1)}\r`, line, 'a code of more than 512 bytes'],
  ])('does not guess at %j', (text, profile, detail) => {
    expect(decode(text, profile)).toEqual({ kind: 'damaged', detail })
  })

  it('takes the longest code that is allowed', () => {
    const text = '8'.repeat(CODE_BYTES_MAX)
    expect(decode(`${text}\r\n`)).toEqual({ kind: 'code', text })
    expect(`]Q1${text}\r\n`.length).toBeLessThanOrEqual(BURST_BYTES_MAX)
    expect(decode(`]Q1${text}\r\n`, CODE_SCANNER_PROFILES['aim-line'])).toEqual({ kind: 'code', text })
  })

  it('hands on every code of printable text as it stands, whatever ends it', () => {
    const text = fc.stringMatching(/^[!-~][ -~]{1,100}[!-~]$/)
    fc.assert(
      fc.property(text, fc.constantFrom('\r', '\n', '\r\n'), (code, suffix) => {
        expect(decode(code + suffix)).toEqual({ kind: 'code', text: code })
        expect(decode(code, bare)).toEqual({ kind: 'code', text: code })
      }),
    )
  })

  it('makes something of any bytes, never more than the limit, and tells nothing of them in a detail', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: BURST_BYTES_MAX }),
        fc.constantFrom(...Object.values(CODE_SCANNER_PROFILES)),
        (bytes, profile) => {
          const scan = decodeBurst(bytes, profile)
          if (scan.kind === 'code') expect(scan.text.length).toBeLessThanOrEqual(CODE_BYTES_MAX)
          if (scan.kind === 'damaged') expect(scan.detail).toMatch(/^[a-z0-9 ]+$/)
        },
      ),
    )
  })

  it('knows a line end', () => {
    expect(['A\r', 'A\n', 'A\r\n', 'A', ''].map(text => endsLine(Buffer.from(text)))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ])
  })
})

describe('profiles', () => {
  it('accepts every profile that it names, by name and written out', () => {
    for (const [name, profile] of Object.entries(CODE_SCANNER_PROFILES)) {
      expect(codeScannerProfileSettingSchema.parse(name)).toEqual(profile)
      expect(codeScannerProfileSettingSchema.parse(profile)).toEqual(profile)
    }
  })

  it.each(['lines', { end: 'tab' }, { identifier: 'ean' }, { end: 'line', suffix: 'cr' }])('refuses %j', setting => {
    expect(codeScannerProfileSettingSchema.safeParse(setting).success).toBe(false)
  })

  it('expects a line end and no identifier unless told otherwise', () => {
    expect(codeScannerProfileSchema.parse({})).toEqual(line)
  })
})
