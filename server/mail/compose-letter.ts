import MailComposer from 'nodemailer/lib/mail-composer'
import type { LetterContent } from './content.ts'
import type { MailConfig } from './mail-config.ts'

/** What goes over the line for a letter. */
export interface ComposedLetter {
  readonly envelope: { readonly from: string; readonly to: string }
  readonly token: string
  /** The whole of it, with CRLF. */
  readonly bytes: Buffer
}

/** What of a letter stays the same at each try. */
export interface LetterIds {
  readonly mimeId: string
  readonly token: string
  readonly date: Date
}

/**
 * Makes a letter of its parts; the same parts make the same bytes. Addresses are given as parts and never as a text that is read again,
 * and no part comes here that has a line end where a header has none.
 */
export async function composeLetter(
  config: Pick<MailConfig, 'from' | 'replyTo' | 'returnPath'>,
  content: LetterContent,
  files: readonly Uint8Array[],
  { mimeId, token, date }: LetterIds,
): Promise<ComposedLetter> {
  const composer = new MailComposer({
    from: { name: config.from.name ?? '', address: config.from.address },
    to: { name: '', address: content.to },
    ...(config.replyTo === null ? {} : { replyTo: { name: '', address: config.replyTo } }),
    ...{ subject: content.subject, messageId: mimeId, date, baseBoundary: token },
    ...{ text: content.text, encoding: 'quoted-printable', textEncoding: 'B', newline: 'win' },
    ...(content.html === null ? {} : { html: content.html }),
    attachments: content.attachments.map(({ fileName }, at) => ({
      ...{ filename: fileName, content: Buffer.from(files[at] ?? []), contentDisposition: 'attachment' },
    })),
    headers: {
      'Content-Language': content.language === 'zh' ? 'zh-CN' : 'en',
      // Nobody's holiday answers it (RFC 3834).
      'Auto-Submitted': 'auto-generated',
    },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  })
  const bytes = await composer.compile().build()
  return { envelope: { from: returnPathOf(config, token), to: content.to }, token, bytes }
}

const returnPathOf = ({ from, returnPath }: Pick<MailConfig, 'from' | 'returnPath'>, token: string): string =>
  returnPath === null ? from.address : returnPath.replace('{token}', token)
