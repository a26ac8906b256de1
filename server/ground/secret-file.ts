import { readFile } from 'node:fs/promises'

/** The first line of a file that holds a password, a PIN or a token and nothing else. Rejects when there is none. */
export async function readSecret(file: string): Promise<string> {
  const [secret = ''] = (await readFile(file, 'utf8')).split(/\r?\n/)
  if (secret === '') throw new Error(`${file} is empty`)
  return secret
}
