import { describe, expect, it } from 'vitest'
import { ctx, ctxRaw, ia5, latin, oid, printable, seq, setOf, tlv, utf8 } from '../../tests/attacks/der.ts'
import { readWholeDer } from './der.ts'
import { readGeneralNames } from './general-names.ts'
import { checkNames, readNameConstraints } from './name-constraints.ts'
import { readName } from './names.ts'

const C = '2.5.4.6'
const O = '2.5.4.10'
const CN = '2.5.4.3'
const MAIL = '1.2.840.113549.1.9.1'
const rdn = (type: string, value: Uint8Array) => setOf(seq(oid(type), value))
const name = (...parts: Uint8Array[]) => readName(readWholeDer(seq(...parts)))

describe('comparing names', () => {
  const usual = name(rdn(C, printable('CN')), rdn(O, utf8('Sample University')))

  it.each([
    ['another case', name(rdn(C, printable('cn')), rdn(O, utf8('SAMPLE university')))],
    ['spaces', name(rdn(C, printable(' CN')), rdn(O, utf8('Sample   University ')))],
    ['another string type', name(rdn(C, utf8('CN')), rdn(O, printable('Sample University')))],
  ])('is without regard to %s', (_, other) => {
    expect(other.key).toBe(usual.key)
  })

  it.each([
    ['another text', name(rdn(C, printable('CN')), rdn(O, utf8('Sample Universit')))],
    ['another order', name(rdn(O, utf8('Sample University')), rdn(C, printable('CN')))],
    ['another attribute', name(rdn(C, printable('CN')), rdn(CN, utf8('Sample University')))],
    ['fewer parts', name(rdn(C, printable('CN')))],
    ['two parts in one', name(setOf(seq(oid(C), printable('CN')), seq(oid(O), utf8('Sample University'))))],
    ['a text that looks like two', name(rdn(C, utf8('CN",2.5.4.10="Sample University')))],
    ['bytes of a type that is not text', name(rdn(C, printable('CN')), rdn(O, tlv(4, latin('Sample University'))))],
  ])('sees %s', (_, other) => {
    expect(other.key).not.toBe(usual.key)
  })

  it('shows the common name, else the organisation, else nothing', () => {
    expect(name(rdn(O, utf8('U')), rdn(CN, utf8('印章'))).shown).toBe('印章')
    expect(usual.shown).toBe('Sample University')
    expect(name(rdn(C, printable('CN'))).shown).toBeNull()
    expect(name(rdn(MAIL, ia5('a@b.cn'))).emails).toEqual(['a@b.cn'])
  })
})

describe('name constraints (RFC 5280, 4.2.1.10)', () => {
  const mail = (text: string) => ctxRaw(1, latin(text))
  const dns = (text: string) => ctxRaw(2, latin(text))
  const uri = (text: string) => ctxRaw(6, latin(text))
  const ip = (...bytes: number[]) => ctxRaw(7, Uint8Array.from(bytes))
  const directory = (...parts: Uint8Array[]) => ctx(4, seq(...parts))
  const other = (text: string) => ctx(0, oid('1.2.3'), ctx(0, utf8(text)))

  const judge = (
    rules: { permitted?: Uint8Array[]; excluded?: Uint8Array[] },
    alt: Uint8Array[],
    subject = seq(rdn(C, printable('CN')), rdn(O, utf8('U'))),
  ): string => {
    const trees = (number: number, list: Uint8Array[] = []) =>
      list.length > 0 ? [ctx(number, ...list.map(one => seq(one)))] : []
    const constraints = readNameConstraints(
      readWholeDer(seq(...trees(0, rules.permitted), ...trees(1, rules.excluded))),
    )
    const subjectAltNames = alt.length > 0 ? readGeneralNames(readWholeDer(seq(...alt))) : []
    try {
      checkNames({ subject: readName(readWholeDer(subject)), subjectAltNames }, constraints)
      return 'fine'
    } catch (error) {
      return (error as { code: string }).code
    }
  }

  it.each<[string, Parameters<typeof judge>, string]>([
    ['nothing asked', [{}, []], 'fine'],
    ['a tree above', [{ permitted: [directory(rdn(C, printable('CN')))] }, []], 'fine'],
    ['a tree beside', [{ permitted: [directory(rdn(C, printable('DE')))] }, []], 'name-constraints-violated'],
    [
      'one of two trees',
      [{ permitted: [directory(rdn(C, printable('DE'))), directory(rdn(C, printable('CN')))] }, []],
      'fine',
    ],
    ['an excluded tree', [{ excluded: [directory(rdn(C, printable('CN')))] }, []], 'name-constraints-violated'],
    [
      'a longer tree',
      [{ permitted: [directory(rdn(C, printable('CN')), rdn(O, utf8('U')), rdn(CN, utf8('x')))] }, []],
      'name-constraints-violated',
    ],
    ['a host of mail', [{ permitted: [mail('u.edu.cn')] }, [mail('dean@u.edu.cn')]], 'fine'],
    ['a host below it', [{ permitted: [mail('u.edu.cn')] }, [mail('dean@cs.u.edu.cn')]], 'name-constraints-violated'],
    ['a domain of mail', [{ permitted: [mail('.u.edu.cn')] }, [mail('dean@cs.u.edu.cn')]], 'fine'],
    ['one address', [{ permitted: [mail('dean@u.edu.cn')] }, [mail('dean@U.EDU.CN')]], 'fine'],
    ['another address', [{ permitted: [mail('dean@u.edu.cn')] }, [mail('Dean@u.edu.cn')]], 'name-constraints-violated'],
    [
      'mail in the subject',
      [{ permitted: [mail('u.edu.cn')] }, [], seq(rdn(MAIL, ia5('a@evil.example')))],
      'name-constraints-violated',
    ],
    [
      'mail in both: the other name counts',
      [{ permitted: [mail('u.edu.cn')] }, [mail('a@u.edu.cn')], seq(rdn(MAIL, ia5('a@evil.example')))],
      'fine',
    ],
    ['a host', [{ permitted: [dns('u.edu.cn')] }, [dns('www.u.edu.cn')]], 'fine'],
    [
      'a host that only ends like it',
      [{ permitted: [dns('u.edu.cn')] }, [dns('wwwu.edu.cn')]],
      'name-constraints-violated',
    ],
    ['an address of the web', [{ permitted: [uri('.u.edu.cn')] }, [uri('https://a@www.u.edu.cn/x')]], 'fine'],
    ['one outside', [{ permitted: [uri('u.edu.cn')] }, [uri('https://www.u.edu.cn')]], 'name-constraints-violated'],
    ['one without a host', [{ permitted: [uri('u.edu.cn')] }, [uri('urn:x')]], 'name-constraints-unsupported'],
    ['a network', [{ permitted: [ip(10, 0, 0, 0, 255, 0, 0, 0)] }, [ip(10, 9, 8, 7)]], 'fine'],
    ['another network', [{ excluded: [ip(10, 0, 0, 0, 255, 0, 0, 0)] }, [ip(11, 9, 8, 7)]], 'fine'],
    [
      'an excluded network',
      [{ excluded: [ip(10, 0, 0, 0, 255, 0, 0, 0)] }, [ip(10, 9, 8, 7)]],
      'name-constraints-violated',
    ],
    ['a form that is not in use', [{ permitted: [other('x')] }, []], 'fine'],
    ['a form that nobody here knows', [{ permitted: [other('x')] }, [other('x')]], 'name-constraints-unsupported'],
  ])('%s', (_, parts, expected) => {
    expect(judge(...parts)).toBe(expected)
  })

  it('are satisfied by nothing when they cannot be read', () => {
    const unreadable = readNameConstraints(readWholeDer(seq(seq())))
    expect(unreadable.readable).toBe(false)
    const subject = { subject: name(rdn(C, printable('CN'))), subjectAltNames: [] }
    expect(() => checkNames(subject, unreadable)).toThrow(/name-constraints-unsupported/)
  })
})
