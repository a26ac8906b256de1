import { err, ok, type Result } from '../../src/result.ts'
import { readAddress } from './address.ts'
import type { LetterContent, TextContent } from './content.ts'
import type { Letter, LetterRefusal, TextMessage, TextRefusal } from './mail.ts'
import { isOneLine, readBody } from './one-line.ts'
import { readChineseMobile } from './phone.ts'

const SUBJECT_CHARACTERS_MAX = 200
const TEXT_CHARACTERS_MAX = 65_536
const HTML_CHARACTERS_MAX = 262_144
const FILE_NAME_CHARACTERS_MAX = 120
const ATTACHMENTS_MAX = 10
/** Gateways count a text in parts of 67 characters; this is eight of them. */
const SMS_CHARACTERS_MAX = 500

type Named = Pick<Letter, 'purpose' | 'reference' | 'sendBy'>

/** What stands in a letter, once every part of it has been looked at. */
export function checkLetter(letter: Letter, now: Date): Result<LetterContent, LetterRefusal> {
  requireNames(letter)
  const to = readAddress(letter.to)
  if (!to.ok) return err('address-wrong')
  if (!isOneLine(letter.subject, SUBJECT_CHARACTERS_MAX)) return err('subject-wrong')
  const text = readBody(letter.text, TEXT_CHARACTERS_MAX)
  if (text === null) return err('text-wrong')
  const html = letter.html === undefined ? null : readBody(letter.html, HTML_CHARACTERS_MAX)
  if (letter.html !== undefined && html === null) return err('html-wrong')
  const attachments = (letter.attachments ?? []).map(({ sha256, fileName }) => ({ sha256, fileName }))
  if (attachments.length > ATTACHMENTS_MAX || !attachments.every(isAttachment)) return err('attachments-wrong')
  if (letter.sendBy <= now) return err('too-late')
  const { language, subject } = letter
  return ok({ to: to.value, language, subject, text, html, attachments })
}

/** What stands in a text, likewise. */
export function checkText(message: TextMessage, now: Date): Result<TextContent, TextRefusal> {
  requireNames(message)
  const to = readChineseMobile(message.to)
  if (to === null) return err('number-wrong')
  const code = message.code ?? ''
  if (!isOneLine(message.text, SMS_CHARACTERS_MAX) || (code !== '' && !isOneLine(code, SMS_CHARACTERS_MAX)))
    return err('text-wrong')
  return message.sendBy <= now ? err('too-late') : ok({ to, text: message.text, code })
}

const isAttachment = ({ sha256, fileName }: LetterContent['attachments'][number]) =>
  /^[0-9a-f]{64}$/.test(sha256) && isOneLine(fileName, FILE_NAME_CHARACTERS_MAX) && !/[/\\]/.test(fileName)

/** Words of the house's own: wrong ones are a mistake in it. */
function requireNames({ purpose, reference }: Named): void {
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(purpose)) throw new Error('the purpose of a message is a word such as share-link')
  if (!/^[\w.:-]{1,80}$/.test(reference)) throw new Error('the reference of a message is an id')
}
