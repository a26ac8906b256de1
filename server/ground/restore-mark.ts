import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { StartRefused } from './start-refused.ts'

/** Lies in a store's folder while a backup is brought back into it. */
export const RESTORE_MARK = 'restore-unfinished'

/** Throws `StartRefused` where a backup was being brought back and that did not end: what is there is not the house. */
export async function refuseUnfinishedRestore(folder: string): Promise<void> {
  const isThere = await access(join(folder, RESTORE_MARK)).then(
    () => true,
    () => false,
  )
  if (isThere)
    throw new StartRefused(
      `${folder}: a backup was being brought back here, and that did not end. Give the command once more: yinzheng restore FOLDER`,
    )
}
