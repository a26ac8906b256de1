import { StartRefused } from './start-refused.ts'

/** Codes of failures and what each says of a setting, for example `ENOENT: 'does not exist'`. */
export type Sayings = Readonly<Record<string, string>>

/** What may be wrong with a file or folder that the configuration names. */
export const FILE_SAYINGS: Sayings = {
  ENOENT: 'does not exist',
  ENOTDIR: 'lies under something that is not a folder, or is none itself',
  EEXIST: 'is not a folder',
  EISDIR: 'is a folder, not a file',
  EACCES: 'may not be used by the user that the server runs as',
  EPERM: 'may not be used by the user that the server runs as',
  EROFS: 'lies on a disk that is read only',
  ENOSPC: 'lies on a disk that is full',
  ENAMETOOLONG: 'has a name that is too long',
  ELOOP: 'is a link that leads to itself',
}

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** Does a piece of the start. A failure that is expected there is a sentence: throws `StartRefused`; any other is a bug and passes. */
export async function expecting<Done>(
  say: (error: unknown) => string | undefined,
  work: () => Done | Promise<Done>,
): Promise<Done> {
  try {
    return await work()
  } catch (error) {
    const sentence = error instanceof StartRefused ? undefined : say(error)
    throw sentence === undefined ? error : new StartRefused(sentence, { cause: error })
  }
}

/** Says of a setting that names a file or folder what is wrong with it; of another failure nothing. */
export const ofFile = (setting: string, file?: string) => (error: unknown) => {
  const saying = FILE_SAYINGS[codeOf(error)]
  if (saying === undefined) return undefined
  const named = error instanceof Error && 'path' in error ? String(error.path) : ''
  return `${setting}: ${file ?? named} ${saying}`
}
