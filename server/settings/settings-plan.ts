import { SETTINGS_ROUTES } from '../../src/contract/settings-api.ts'
import { plan } from '../ground/room.ts'
import { FIRST_TABLES } from './migrations/first-tables.ts'
import { SETTINGS_EVENTS } from './settings-audit.ts'

/** What is set for terminals: published in layers, given to each signed, and what each of them runs. */
export const SETTINGS = plan({
  name: 'settings',
  migrations: [FIRST_TABLES],
  tables: ['settings_publication', 'settings_draft', 'issued_settings', 'running_settings'],
  permissions: ['settings.read', 'settings.edit', 'settings.agree'],
  routes: SETTINGS_ROUTES,
  pages: [
    { method: 'GET', path: '/kiosk-picture/', summary: 'The kiosk’s screen as the console shows it inside itself' },
    { method: 'GET', path: '/kiosk-picture/*', summary: 'Its files' },
  ],
  audit: SETTINGS_EVENTS,
})
