import { TEMPLATES_ROUTES } from '../../src/contract/templates-api.ts'
import { plan } from '../ground/room.ts'

/** Kinds of document as staff see them: what holds for each, and how it looks. */
export const TEMPLATES = plan({
  name: 'templates',
  routes: TEMPLATES_ROUTES,
  permissions: ['templates.see'],
})
