import { bad, type Case, contested, type Word } from '../case.ts'
import { cms } from '../cms.ts'
import { type Bytes, join, latin } from '../der.ts'
import { BETTER_GRADES, N } from '../document.ts'
import { objectText, type Row, stream, swapText, xrefTable } from '../pdf-writer.ts'
import { party } from '../pki.ts'
import { type Range, type SignatureKnobs, sealed, signed } from '../sign.ts'

const SHORT: readonly Word[] = ['partial-coverage', 'malformed']

/** A file whose range is this text, while signature and digest are honest over what the numbers were meant to say. */
const range = (
  id: string,
  about: string,
  text: (range: Range) => string,
  words: Word | readonly Word[] = 'malformed',
  covered?: SignatureKnobs['covered'],
): Case => bad(`byte-range/${id}`, about, words, () => sealed({ range: text, ...(covered ? { covered } : {}) }))

const length = ({ gapEnd, end }: Range) => end - gapEnd
/** Honest numbers that are written oddly: a lax reader finds the digest right. */
const written = (id: string, about: string, text: (b: number, c: number, d: number) => string): Case =>
  range(id, about, one => text(one.gapStart, one.gapEnd, length(one)))

/** Signs exactly the bytes of these pairs of offset and length. */
const pairs = (...of: readonly (readonly [number, number])[]) => of
const signing =
  (which: (range: Range) => readonly (readonly [number, number])[]): NonNullable<SignatureKnobs['covered']> =>
  (bytes, one) =>
    which(one).map(([from, count]) => bytes.slice(from, from + count))
const numbered = (
  id: string,
  about: string,
  which: (range: Range) => readonly (readonly [number, number])[],
  words: Word | readonly Word[] = 'malformed',
): Case => range(id, about, one => `[${which(one).flat().join(' ')}]`, words, signing(which))

/** Signature wrapping: the signed tail is moved to the back, its range follows it, and a forged tail stands in its old place. */
function wrapped(): Bytes {
  const honest = signed({ capacity: 4000 })
  const text = Buffer.from(honest.bytes).toString('latin1')
  const found = /(?<=ByteRange )\[0 (\d+) (\d+) (\d+)\] */.exec(text)!
  const [b, c, d] = found.slice(1).map(Number) as [number, number, number]
  const forged = objectText(N.content, stream('', BETTER_GRADES))
  const contentAt = c + ' >>\nendobj\n'.length
  const rows = new Map<number, Row>()
  for (const [number, offset] of honest.offsets) if (offset < b) rows.set(number, { kind: 'at', offset, generation: 0 })
  rows.set(0, { kind: 'free', generation: 65535 }).set(N.content, { kind: 'at', offset: contentAt, generation: 0 })
  const seal = /9 0 obj[\s\S]*?endobj\n/.exec(text)![0]
  const sealAt = contentAt + forged.length
  rows.set(N.seal, { kind: 'at', offset: sealAt, generation: 0 })
  const startxref = sealAt + seal.length
  const end = `trailer\n<< /Size 10 /Root 1 0 R >>\nstartxref\n${startxref}\n%%EOF\n`
  const middle = join(latin(' >>\nendobj\n'), forged, latin(`${seal}${xrefTable(rows)}${end}`))
  const moved = c + middle.length
  const tail = honest.bytes.slice(c)
  const head = swapText(honest.bytes.slice(0, c), found[0], `[0 ${b} ${moved} ${d}]`.padEnd(found[0].length))
  return join(head, middle, tail)
}

/** The padding of the CMS turned into the end of the dictionary and an object with other grades; a comment eats the rest. */
function objectInPadding(): Bytes {
  const { bytes } = sealed()
  const object = Buffer.from(objectText(N.content, stream('', BETTER_GRADES))).toString('latin1')
  const hidden = `> >>\nendobj\n${object}%`
  return swapText(bytes, '0'.repeat(hidden.length), hidden)
}

/** A second range in the dictionary's own gap. */
const twoRanges = (): Bytes => {
  const pdf = sealed()
  return swapText(pdf.bytes, '/Filter /Adobe.PPKLite', '/ByteRange [0 1 2 3]  ')
}

/** ByteRange tricks (ISO 32000-2, 12.8.1) and signature wrapping. */
export const BYTE_RANGE: readonly Case[] = [
  bad(
    'byte-range/wrapped',
    'signature wrapping: the signed tail moved, a forged one in its place',
    ['malformed', 'partial-coverage', 'tampered'],
    wrapped,
  ),
  bad(
    'byte-range/object-in-padding',
    'an object in the padding of the CMS',
    ['malformed', 'tampered'],
    objectInPadding,
  ),
  bad('byte-range/twice', 'two ranges in one dictionary', 'malformed', twoRanges),
  numbered(
    'not-to-end',
    'the range stops before the end',
    one => pairs([0, one.gapStart], [one.gapEnd, length(one) - 40]),
    SHORT,
  ),
  numbered(
    'not-to-trailer',
    'the range stops before the table',
    one => pairs([0, one.gapStart], [one.gapEnd, 20]),
    SHORT,
  ),
  numbered('late-start', 'the range starts behind the header', one =>
    pairs([9, one.gapStart - 9], [one.gapEnd, length(one)]),
  ),
  numbered('front-only', 'nothing behind the gap', one => pairs([0, one.gapStart], [one.gapEnd, 0]), SHORT),
  numbered('back-only', 'nothing before the gap', one => pairs([0, 0], [one.gapEnd, length(one)])),
  numbered('nothing', 'nothing at all', () => pairs([0, 0], [0, 0])),
  numbered('overlapping', 'two parts that overlap', one => pairs([0, one.gapStart], [one.gapStart - 100, 100])),
  numbered('reversed', 'the back part first', one => pairs([one.gapEnd, length(one)], [0, one.gapStart])),
  numbered('same-twice', 'the front part twice', one => pairs([0, one.gapStart], [0, one.gapStart])),
  numbered('no-gap', 'the whole file, gap included', one => pairs([0, one.gapEnd], [one.gapEnd, length(one)])),
  numbered('gap-wider-left', 'the gap begins ten bytes early', one =>
    pairs([0, one.gapStart - 10], [one.gapEnd, length(one)]),
  ),
  numbered('gap-wider-right', 'the gap ends ten bytes late', one =>
    pairs([0, one.gapStart], [one.gapEnd + 10, length(one) - 10]),
  ),
  numbered('gap-shifted-left', 'the gap shifted left with the right sum', one =>
    pairs([0, one.gapStart - 2], [one.gapEnd - 2, length(one) + 2]),
  ),
  numbered('gap-shifted-right', 'the gap shifted right with the right sum', one =>
    pairs([0, one.gapStart + 2], [one.gapEnd + 2, length(one) - 2]),
  ),
  numbered('gap-without-brackets', 'the gap between the angle brackets', one =>
    pairs([0, one.gapStart + 1], [one.gapEnd - 1, length(one) + 1]),
  ),
  numbered('gap-with-key', 'the gap with the key before it', one =>
    pairs([0, one.gapStart - 10], [one.gapEnd, length(one)]),
  ),
  numbered('two-numbers', 'two numbers', one => pairs([0, one.gapStart])),
  numbered('six-numbers', 'six numbers', one =>
    pairs([0, one.gapStart], [one.gapEnd, 50], [one.gapEnd + 50, length(one) - 50]),
  ),
  range('three-numbers', 'three numbers', one => `[0 ${one.gapStart} ${one.gapEnd}]`),
  range('past-the-end', 'one byte more than there is', one => `[0 ${one.gapStart} ${one.gapEnd} ${length(one) + 1}]`),
  range('far-past-the-end', 'an end of nine digits', one => `[0 ${one.gapStart} ${one.gapEnd} 999999999]`),
  range('huge', 'a length behind 2^53', one => `[0 ${one.gapStart} ${one.gapEnd} 9007199254740993]`),
  range(
    'wrapping',
    'a length that is right modulo 2^32',
    one => `[0 ${one.gapStart} ${one.gapEnd} ${length(one) + 2 ** 32}]`,
  ),
  range(
    'wrapping-start',
    'a start that is right modulo 2^32',
    one => `[4294967296 ${one.gapStart} ${one.gapEnd} ${length(one)}]`,
  ),
  range('negative', 'a negative length', one => `[0 ${one.gapStart} ${one.gapEnd} -${length(one)}]`),
  range('negative-start', 'a negative start', one => `[-1 ${one.gapStart} ${one.gapEnd} ${length(one)}]`),
  range('negative-zero', 'a start of minus zero', one => `[-0 ${one.gapStart} ${one.gapEnd} ${length(one)}]`),
  written('reals', 'reals', (b, c, d) => `[0.0 ${b}.0 ${c}.0 ${d}.0]`),
  written('reals-beyond', 'reals that a reader cuts', (b, c, d) => `[0 ${b}.9 ${c} ${d}]`),
  written('trailing-point', 'a point and nothing behind it', (b, c, d) => `[0 ${b} ${c} ${d}.]`),
  written('exponent', 'an exponent', (b, c, d) => `[0 ${b} ${c} ${d}e0]`),
  written('hexadecimal', 'hexadecimal', (b, c, d) => `[0 ${b} ${c} 0x${d.toString(16)}]`),
  written('plus', 'a plus sign', (b, c, d) => `[0 +${b} ${c} ${d}]`),
  written('strings', 'a number in a string', (b, c, d) => `[0 ${b} ${c} (${d})]`),
  written('nested', 'numbers in arrays', (b, c, d) => `[[0 ${b}] [${c} ${d}]]`),
  written('name', 'a name in place of a number', (b, c, d) => `[/0 ${b} ${c} ${d}]`),
  written('no-brackets', 'numbers without an array', (b, c, d) => `0 ${b} ${c} ${d}`),
  written('dictionary', 'a dictionary', (b, c, d) => `<< /0 ${b} /1 ${c} /2 ${d} >>`),
  range('null', 'null', () => 'null'),
  range('empty', 'an empty array', () => '[]'),
  range('dangling', 'a reference to nothing', () => '99 0 R'),
  range('reference', 'a reference to an object', () => `${N.info} 0 R`),
  range('of-references', 'references in the array', one => `[0 ${N.info} 0 R ${one.gapEnd} 9]`),
  range('true', 'a boolean', () => 'true'),
  contested('contested/leading-zeros', 'numbers with leading zeros', ['valid', 'malformed'], () =>
    sealed({ range: one => `[00 0${one.gapStart} 0${one.gapEnd} 0${length(one)}]` }),
  ),
  bad('byte-range/missing', 'no range', 'malformed', () => swapText(sealed().bytes, '/ByteRange', '/BiteRange')),
  bad('byte-range/copied-from-other', 'the range and CMS of another document', 'tampered', () => {
    const other = sealed({}, { content: BETTER_GRADES })
    return sealed({ covered: () => [other.bytes] })
  }),
  bad('byte-range/other-range-signed', 'a right range, and a CMS over half of it', 'tampered', () =>
    sealed({ covered: (bytes, one) => [bytes.slice(0, one.gapStart)] }),
  ),
  bad('byte-range/cms-of-nothing', 'a CMS over no bytes', 'tampered', () => {
    const empty = Buffer.from(cms(party('p256'), [])).toString('hex')
    return sealed({ hex: () => empty })
  }),
]
