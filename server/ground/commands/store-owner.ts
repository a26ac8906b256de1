import { stat } from 'node:fs/promises'
import { type Bilingual, both } from '../../../src/contract/texts.ts'

/**
 * Why a command on a store can't be given by this user; null when it can. Files that another user than the server's leaves there are files
 * that the server can't write, even where that user is root.
 */
export async function whyNotOwner(folder: string, uid = process.getuid?.()): Promise<Bilingual | null> {
  if (uid === undefined) return null
  try {
    const owner = (await stat(folder)).uid
    if (owner === uid) return null
    return both(
      `${folder} 属于编号为 ${owner} 的系统用户：请用那个用户来给命令，与服务器一致`,
      `${folder} belongs to the user with the number ${owner}: give the command as that user, as the server runs`,
    )
  } catch (error) {
    const isForeign = error instanceof Error && 'code' in error && error.code === 'EACCES'
    if (!isForeign) return null
    return both(
      `这个系统用户打不开 ${folder}：请用运行服务器的用户来给命令`,
      `${folder} is closed to this user: give the command as the user of the server`,
    )
  }
}
