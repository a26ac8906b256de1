import { createHmac, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { CODE_SALT, CODE_SECRET_BYTES, textOfMac } from '../../src/contract/enrolment-text.ts'

const slowHash = promisify<string, string, number, Buffer>(scrypt)

/** What is sent in place of an enrolment code, base64: the code stays here. */
export async function enrolmentMac(code: string, publicKey: string): Promise<string> {
  const secret = await slowHash(code, CODE_SALT, CODE_SECRET_BYTES)
  return createHmac('sha256', secret).update(textOfMac(publicKey)).digest('base64')
}
