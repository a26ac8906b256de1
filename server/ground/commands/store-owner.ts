import { stat } from 'node:fs/promises'

/**
 * Why a command on a store can't be given by this user; null when it can. Files that another user than the server's leaves there are files
 * that the server can't write, even where that user is root.
 */
export async function whyNotOwner(folder: string, uid = process.getuid?.()): Promise<string | null> {
  if (uid === undefined) return null
  try {
    const owner = (await stat(folder)).uid
    if (owner === uid) return null
    return `${folder} belongs to the user with the number ${owner}: give the command as that user, as the server runs`
  } catch (error) {
    const isForeign = error instanceof Error && 'code' in error && error.code === 'EACCES'
    return isForeign ? `${folder} is closed to this user: give the command as the user of the server` : null
  }
}
