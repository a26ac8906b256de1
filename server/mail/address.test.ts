import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskedAddress, readAddress } from './address.ts'
import { maskedPhone, readChineseMobile } from './phone.ts'

describe('an address', () => {
  it.each([
    ['wang@example.edu.cn', 'wang@example.edu.cn'],
    ["o'neil+print@Example.EDU.cn", "o'neil+print@example.edu.cn"],
    ['a@例子.测试', 'a@xn--fsqu00a.xn--0zwm56d'],
    ['a@bücher.example', 'a@xn--bcher-kva.example'],
    [`${'n'.repeat(64)}@example.org`, `${'n'.repeat(64)}@example.org`],
    ['wang＠example。edu．cn', 'wang@example.edu.cn'],
    ['a@例子。测试', 'a@xn--fsqu00a.xn--0zwm56d'],
  ])('%s is taken', (typed, address) => expect(readAddress(typed)).toEqual({ ok: true, value: address }))

  it.each([
    ['', 'form'],
    ['wang', 'form'],
    ['@example.org', 'form'],
    ['wang@', 'form'],
    ['wang@localhost', 'form'],
    ['wang@[127.0.0.1]', 'form'],
    ['wang@127.0.0.1', 'form'],
    ['wang@0x7f.1', 'form'],
    ['a b@example.org', 'form'],
    [' wang@example.org', 'form'],
    ['wang@example.org ', 'form'],
    ['"a b"@example.org', 'form'],
    ['a@b@example.org', 'form'],
    ['Wang <wang@example.org>', 'form'],
    ['a@example.org,b@example.org', 'form'],
    ['a..b@example.org', 'form'],
    ['.a@example.org', 'form'],
    ['a@-x.example.org', 'form'],
    ['a@x..example.org', 'form'],
    ['a@example.org.', 'form'],
    ['a@ex%61mple.org', 'form'],
    ['a@example.org/x', 'form'],
    ['a@example.org:25', 'form'],
    ['a\r\nBcc: b@example.org', 'form'],
    ['a@example.org\r\nDATA', 'form'],
    ['a@exam\u202eple.org', 'form'],
    ['a\u202e@example.org', 'form'],
    ['a\u0000@example.org', 'form'],
    ['王@example.org', 'not-ascii-name'],
    [`${'n'.repeat(65)}@example.org`, 'too-long'],
    [`a@${'x'.repeat(60)}.${'y'.repeat(60)}.${'z'.repeat(60)}.${'w'.repeat(60)}.example.org`, 'too-long'],
  ])('%j is refused', (typed, why) => expect(readAddress(typed)).toEqual({ ok: false, error: why }))

  it('whatever is typed, what is taken is printable ASCII with one @, and is taken again as it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.emailAddress()), typed => {
        const read = readAddress(typed)
        if (!read.ok) return
        expect(read.value).toMatch(/^[!-~]+$/)
        expect(read.value).not.toMatch(/[<>(),:;"\\[\]]/)
        expect(read.value.split('@')).toHaveLength(2)
        expect(readAddress(read.value)).toEqual(read)
      }),
      { numRuns: 500 },
    )
  })

  it('is masked for staff', () => expect(maskedAddress('wang@example.edu.cn')).toBe('w***@example.edu.cn'))
})

describe('a Chinese mobile number', () => {
  it.each(['13800138000', '138 0013 8000', '138-0013-8000', '+86 138 0013 8000', '008613800138000'])('%s', typed =>
    expect(readChineseMobile(typed)).toBe('13800138000'),
  )
  it.each([
    '',
    '12800138000',
    '1380013800',
    '138001380000',
    '010-12345678',
    '+852 1380 0138',
    '8613800138000',
    '１３８００１３８０００',
    '13800138000\n',
    'a13800138000',
  ])('%j is none', typed => expect(readChineseMobile(typed)).toBeNull())
  it('is masked for staff', () => expect(maskedPhone('13800138000')).toBe('138****8000'))
})
