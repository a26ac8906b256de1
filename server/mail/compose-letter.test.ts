import fc from 'fast-check'
import { simpleParser } from 'mailparser'
import { describe, expect, it } from 'vitest'
import { checkLetter } from './check-letter.ts'
import { composeLetter } from './compose-letter.ts'
import type { LetterContent } from './content.ts'
import type { Letter } from './mail.ts'

const NOW = new Date('2026-11-29T08:00:00Z')
const CONFIG = { from: { name: '示范大学', address: 'noreply@example.edu.cn' }, replyTo: null, returnPath: null }
const IDS = { mimeId: '<abcdefgh23456789@example.edu.cn>', token: 'abcdefgh23456789', date: NOW }
const LETTER: Letter = {
  ...{ to: 'wang@example.edu.cn', language: 'zh', subject: '成绩单', text: '您好\n', purpose: 'test', reference: 'A' },
  sendBy: new Date(NOW.getTime() + 1_000),
}
const HEADERS = [
  ...['auto-submitted', 'content-language', 'content-transfer-encoding', 'content-type', 'date', 'from'],
  ...['message-id', 'mime-version', 'subject', 'to'],
]

const composed = async (content: LetterContent, files: readonly Uint8Array[] = []) =>
  composeLetter(CONFIG, content, files, IDS)
const content = (more: Partial<LetterContent> = {}): LetterContent => ({
  ...{ to: 'wang@example.edu.cn', language: 'zh', subject: '成绩单', text: '您好\n', html: null, attachments: [] },
  ...more,
})

describe('a letter', () => {
  it('is the same, byte for byte, each time that it is made', async () => {
    const one = content({ html: '<p>x</p>', attachments: [{ sha256: '0'.repeat(64), fileName: '成绩单.pdf' }] })
    const bytes = [new TextEncoder().encode('%PDF-1.7')]
    expect((await composed(one, bytes)).bytes).toEqual((await composed(one, bytes)).bytes)
  })

  it.each(['subject', 'to'] as const)('takes no line end in its %s, nor any other control', name => {
    for (const hostile of ['\r\n', '\n', '\r', '\0', '\u0085', '\u2028', '\u202e', '\u200f']) {
      const letter = { ...LETTER, [name]: `a${hostile}Bcc: x@example.org` }
      expect(checkLetter(letter, NOW).ok, JSON.stringify(hostile)).toBe(false)
    }
  })

  it('takes none in the name of a file, nor a path', () => {
    const sha256 = '0'.repeat(64)
    for (const fileName of ['a\r\nb.pdf', 'a\nb', 'a\u202efdp.exe', '../a.pdf', 'a\\b.pdf', '', ' ', 'x'.repeat(121)])
      expect(checkLetter({ ...LETTER, attachments: [{ sha256, fileName }] }, NOW)).toMatchObject({ ok: false })
    expect(checkLetter({ ...LETTER, attachments: [{ sha256: 'x', fileName: 'a.pdf' }] }, NOW).ok).toBe(false)
    expect(checkLetter({ ...LETTER, attachments: [{ sha256, fileName: '成绩单 (1).pdf' }] }, NOW).ok).toBe(true)
  })

  it.each([
    [{ text: '' }, 'text-wrong'],
    [{ text: 'a\0b' }, 'text-wrong'],
    [{ text: 'x'.repeat(65_537) }, 'text-wrong'],
    [{ html: 'a\u0007' }, 'html-wrong'],
    [{ subject: ' ' }, 'subject-wrong'],
    [{ subject: 'x'.repeat(201) }, 'subject-wrong'],
    [{ to: 'nobody' }, 'address-wrong'],
    [{ sendBy: NOW }, 'too-late'],
  ])('%o is refused', (more, why) =>
    expect(checkLetter({ ...LETTER, ...more }, NOW)).toEqual({ ok: false, error: why }),
  )

  it('is taken for a mistake of the house where its purpose or its reference is none', () => {
    expect(() => checkLetter({ ...LETTER, purpose: 'Not a word' }, NOW)).toThrow(/purpose/)
    expect(() => checkLetter({ ...LETTER, reference: '王芳' }, NOW)).toThrow(/reference/)
  })

  it('no text makes a header, ends the letter before its end, or comes out as another', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }),
        fc.constantFrom('\r\n.\r\n', '\n.\n', '\r.\r', '\n.\r\n', 'QUIT\r\n', '\r\n\r\nBcc: x@example.org\r\n'),
        async (text, subject, nasty) => {
          const checked = checkLetter({ ...LETTER, subject, text: `${text}${nasty}${text}` }, NOW)
          if (!checked.ok) return
          const { bytes } = await composed(checked.value)
          const source = bytes.toString('latin1')
          expect(source).toMatch(/^[\t\r\n -~]*$/)
          expect(source).not.toMatch(/[^\r]\n|\r[^\n]/)
          const parsed = await simpleParser(bytes)
          expect([...parsed.headers.keys()].toSorted()).toEqual(HEADERS)
          expect(parsed.subject).toBe(checked.value.subject.trim())
          expect((parsed.text ?? '').trim()).toBe(checked.value.text.trim())
        },
      ),
      { numRuns: 200 },
    )
  })
})
