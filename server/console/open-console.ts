import { fileURLToPath } from 'node:url'
import { fault } from '../../src/fault.ts'
import { err, ok } from '../../src/result.ts'
import { isAllowed, permissionsOf } from '../../src/rules/staff-roles.ts'
import type { Ground } from '../ground/ground.ts'
import { openPageFiles } from '../ground/pages/page-files.ts'
import type { Room, Worklist } from '../ground/room.ts'
import type { Staff } from '../staff/staff.ts'
import type { Console } from './console.ts'
import type { CONSOLE } from './console-plan.ts'
import { registerConsolePage } from './page-routes.ts'

const BUILT_PAGE = fileURLToPath(new URL('../../dist/renderer/console', import.meta.url))

export interface ConsoleNeeds {
  readonly staff: Pick<Staff, 'atWork'>
  /** Of every room of the house. */
  readonly worklists: readonly Worklist[]
}

/** Where staff run the house. */
export async function openConsole(
  { clock, log, house }: Ground,
  { staff, worklists }: ConsoleNeeds,
): Promise<Room<Console, typeof CONSOLE>> {
  return {
    doors: {},
    handlers: {
      consoleStart: async (_, caller) => {
        const at = await staff.atWork(caller)
        if (!at) return err(fault('login-needed'))
        const { staffId, role, sites } = caller
        const own = worklists.filter(({ permission }) => isAllowed({ role, sites }, permission))
        return ok({
          ...{ staffId, name: at.name, role, sites: [...sites], permissions: [...permissionsOf({ role, sites })] },
          session: { lastsMs: at.endsAt.getTime() - clock.now(), idleMs: at.idleMs },
          house: { name: house.name, timeZone: house.timeZone, helpPhone: house.helpPhone },
          worklists: own.map(({ path, title }) => ({ path, title })),
        })
      },
    },
    pages: async app => {
      const files = openPageFiles(BUILT_PAGE)
      if (!files) log.warn('the console was not built: staff can work on the pages under /staff alone')
      registerConsolePage(app, files)
    },
  }
}
