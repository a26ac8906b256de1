import { PEOPLE_ROUTES } from '../../src/contract/people-api.ts'
import { plan } from '../ground/room.ts'

/** Where staff look for people, and write down what the house knows of them. */
export const PEOPLE_DESK = plan({
  name: 'people-desk',
  routes: PEOPLE_ROUTES,
  permissions: ['people-desk.see', 'people-desk.unmask', 'people-desk.manage', 'people-desk.block-cards'],
})
