import { fileURLToPath } from 'node:url'

/** The templates that come with the house. */
export const HOUSE_TEMPLATES = fileURLToPath(new URL('../../assets/templates', import.meta.url))
