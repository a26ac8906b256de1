import { simpleParser } from 'mailparser'

/** A letter as it came in, opened. */
export interface MailboxLetter {
  /** Counts from 1. */
  readonly number: number
  readonly atMs: number
  /** The address of the envelope, to which it would come back. */
  readonly returnPath: string
  readonly to: string
  readonly from: string
  readonly messageId: string
  readonly subject: string
  readonly text: string
  /** Null where it has no HTML. */
  readonly html: string | null
  readonly files: readonly { readonly name: string; readonly type: string; readonly bytes: number }[]
  /** As it came, for whoever wants to look at it. */
  readonly source: string
}

const LETTERS_MAX = 500

/** The letters that have come, the oldest first. The oldest are forgotten when there are very many. */
export function createLetters(now: () => number) {
  let count = 0
  let letters: { readonly letter: MailboxLetter; readonly files: readonly Buffer[] }[] = []
  const waiting = new Set<(letter: MailboxLetter) => void>()
  return {
    all: (): readonly MailboxLetter[] => letters.map(({ letter }) => letter),
    find: (number: number) => letters.find(({ letter }) => letter.number === number),
    next: (): Promise<MailboxLetter> => new Promise(resolve => waiting.add(resolve)),
    clear: () => {
      letters = []
    },
    take: async (source: Buffer, envelope: { readonly returnPath: string; readonly to: string }) => {
      const { from, messageId = '', subject = '', text = '', html, attachments } = await simpleParser(source)
      const letter: MailboxLetter = {
        ...{ number: ++count, atMs: now(), ...envelope, from: from?.text ?? '', messageId, subject, text },
        html: html || null,
        files: attachments.map(({ filename = 'file', contentType, content }) => ({
          ...{ name: filename, type: contentType, bytes: content.byteLength },
        })),
        source: source.toString('latin1'),
      }
      letters = [...letters, { letter, files: attachments.map(({ content }) => content) }].slice(-LETTERS_MAX)
      for (const resolve of waiting) resolve(letter)
      waiting.clear()
    },
  }
}
export type Letters = ReturnType<typeof createLetters>
