import { CONSOLE_ROUTES } from '../../src/contract/console-api.ts'
import { plan } from '../ground/room.ts'

/** Where staff run the house: one page with an address for every place in it. What it shows is asked of the rooms whose affair it is. */
export const CONSOLE = plan({
  name: 'console',
  routes: CONSOLE_ROUTES,
  permissions: ['console.open'],
  pages: [
    { method: 'GET', path: '/console', summary: 'Leads to the console' },
    { method: 'GET', path: '/console/', summary: 'The console' },
    { method: 'GET', path: '/console/*', summary: 'The console at one of its places, or a file of it' },
    { method: 'GET', path: '/console/assets/*', summary: 'Files of the console that never change' },
  ],
})
