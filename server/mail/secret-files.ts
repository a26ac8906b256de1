import { readFile } from 'node:fs/promises'
import { expecting, ofFile } from '../ground/expect-at-start.ts'
import { StartRefused } from '../ground/start-refused.ts'
import type { MailConfig, SmsConfig } from './mail-config.ts'

/** What a connection to the relay is made with, besides the configuration. */
export interface SmtpSecrets {
  readonly password: string | null
  readonly caPem: string | null
}

/** Reads the files that the section `mail` names. Rejects with `StartRefused` when one cannot be read. */
export async function readSmtpSecrets({ passwordFile, caFile }: MailConfig): Promise<SmtpSecrets> {
  return {
    password: passwordFile === null ? null : await firstLine('mail.passwordFile', passwordFile),
    caPem: caFile === null ? null : await readText('mail.caFile', caFile),
  }
}

/** The same of `sms`; null where the gateway wants no secret. */
export const readSmsSecret = async ({ secretHeader }: SmsConfig): Promise<string | null> =>
  secretHeader === null ? null : firstLine('sms.secretHeader.file', secretHeader.file)

const readText = (setting: string, file: string) => expecting(ofFile(setting, file), () => readFile(file, 'utf8'))

async function firstLine(setting: string, file: string): Promise<string> {
  const [line = ''] = (await readText(setting, file)).split(/\r?\n/)
  if (line === '') throw new StartRefused(`${setting}: ${file} has nothing in its first line`)
  return line
}
