import { posix } from 'node:path'

/** One room of the house, what it may import from, and which of its files that table does not bind. */
interface Room {
  readonly room: string
  readonly mayImport: readonly string[]
}

/** The rooms of the server, each with those whose doors it may use. What lies behind a door is nobody else's affair. */
const SERVER_ROOMS: readonly { readonly room: string; readonly needs: readonly string[] }[] = [
  { room: 'ground', needs: [] },
  { room: 'cases', needs: [] },
  { room: 'records', needs: [] },
  { room: 'people', needs: ['records'] },
  { room: 'mail', needs: [] },
  { room: 'notice', needs: [] },
  { room: 'identity', needs: ['records', 'mail'] },
  { room: 'staff', needs: ['identity'] },
  { room: 'four-eyes', needs: ['staff'] },
  { room: 'documents', needs: ['records', 'identity'] },
  { room: 'signing', needs: [] },
  { room: 'issuing', needs: ['records', 'identity', 'documents', 'signing'] },
  { room: 'verification', needs: ['issuing', 'signing'] },
  { room: 'payments', needs: [] },
  { room: 'books', needs: ['cases', 'issuing'] },
  { room: 'orders', needs: ['cases', 'records', 'people', 'identity', 'issuing', 'payments', 'books'] },
  { room: 'complaints', needs: ['cases', 'payments'] },
  { room: 'reports', needs: ['mail'] },
  { room: 'reconciliation', needs: ['cases', 'payments', 'orders'] },
  { room: 'audit', needs: ['mail', 'staff', 'cases', 'fleet'] },
  { room: 'settings', needs: ['documents', 'four-eyes'] },
  { room: 'approvals', needs: ['records', 'mail', 'staff', 'documents', 'issuing'] },
  {
    room: 'portal',
    needs: ['records', 'identity', 'mail', 'documents', 'issuing', 'orders', 'verification', 'approvals', 'notice'],
  },
  { room: 'receivers', needs: ['records', 'documents', 'issuing', 'mail', 'identity', 'staff', 'portal', 'notice'] },
  {
    room: 'document-desk',
    needs: ['records', 'people', 'documents', 'issuing', 'looks', 'four-eyes', 'staff'],
  },
  { room: 'templates', needs: ['documents', 'issuing', 'signing', 'settings', 'four-eyes'] },
  { room: 'people-desk', needs: ['records', 'people', 'documents', 'issuing', 'orders', 'looks', 'staff'] },
  { room: 'graduation', needs: ['records', 'people', 'looks', 'staff', 'identity', 'mail', 'notice'] },
  { room: 'handovers', needs: ['identity', 'documents', 'issuing'] },
  { room: 'enquiries', needs: ['records', 'mail', 'identity', 'staff', 'documents', 'portal'] },
  { room: 'looks', needs: [] },
  { room: 'privacy', needs: ['records', 'people', 'mail', 'notice'] },
  { room: 'backup', needs: ['erasure'] },
  { room: 'erasure', needs: ['cases', 'mail', 'identity', 'records', 'portal'] },
  { room: 'fleet', needs: ['terminals', 'mail', 'settings', 'four-eyes'] },
  {
    room: 'terminals',
    needs: [
      'records',
      'identity',
      'documents',
      'signing',
      'issuing',
      'verification',
      'orders',
      'approvals',
      'portal',
      'settings',
      'notice',
    ],
  },
  { room: 'reminders', needs: ['cases', 'four-eyes', 'fleet'] },
  { room: 'console', needs: ['staff'] },
]

/** The one file of a room that others may import: its types, and functions that need nothing opened. */
const doorOf = (room: string) => `server/${room}/${room}.ts`

/**
 * Who may import whom. A file belongs to the longest room that its path begins with, and may import its own room and those named.
 * Imports point one way: everything may import `src`; drivers know no station, the station no shell, screens no other
 * screens: what apps share lies in `renderer/ui`, and in `renderer/web` what apps on the web share.
 */
export const ROOMS: readonly Room[] = [
  { room: 'src', mayImport: [] },
  { room: 'native', mayImport: ['src'] },
  { room: 'native/sim', mayImport: ['src', 'native'] },
  { room: 'main/station-process', mayImport: ['src', 'main/supervisor'] },
  { room: 'main/supervisor', mayImport: ['src'] },
  { room: 'main/shell', mayImport: ['src'] },
  { room: 'main/station', mayImport: ['src', 'native', 'main/station-process'] },
  {
    room: 'main/browser',
    mayImport: ['src', 'main/shell', 'main/station-process', 'main/supervisor', 'native/system-clock.ts'],
  },
  {
    room: 'main/electron',
    mayImport: ['src', 'main/shell', 'main/station-process', 'main/supervisor', 'native/system-clock.ts'],
  },
  { room: 'renderer/ui', mayImport: ['src'] },
  { room: 'renderer/web', mayImport: ['src', 'renderer/ui'] },
  { room: 'renderer/kiosk', mayImport: ['src', 'renderer/ui'] },
  { room: 'renderer/verify', mayImport: ['src', 'renderer/ui', 'renderer/web'] },
  { room: 'renderer/portal', mayImport: ['src', 'renderer/ui', 'renderer/web'] },
  { room: 'renderer/console', mayImport: ['src', 'renderer/ui', 'renderer/web'] },
  { room: 'renderer/dev-dock', mayImport: ['src', 'renderer/ui'] },
  // The page of all screens and parts looks into every app; nothing of the product imports it.
  {
    room: 'renderer/gallery',
    mayImport: ['src', 'renderer/ui', 'renderer/web', 'renderer/kiosk', 'renderer/verify', 'renderer/portal'],
  },
  // The hall: it opens the rooms and knows them all.
  {
    room: 'server',
    mayImport: [
      'src',
      'native/system-clock.ts',
      'native/own-files.ts',
      ...SERVER_ROOMS.map(({ room }) => `server/${room}`),
    ],
  },
  ...SERVER_ROOMS.map(({ room, needs }) => ({
    room: `server/${room}`,
    mayImport: ['src', ...(room === 'ground' ? [] : ['server/ground']), ...needs.map(doorOf)],
  })),
]

/** Rooms that see everything: nothing of the product imports them. */
const OUTSIDE = ['tests', 'demo', 'cli', 'scripts'] as const
const BUILD_FILES =
  /(?:^|\/)(?:build|vite\.config|kiosk-config|web-config|page-shell|build-plugins|build-programs|sample-pdf)\.ts$/
const IMPORT = /(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)['"]([^'"]+)['"]/g

/** What is wrong with the imports of `sources` (path from the root → text), one line each. */
export function importViolations(sources: ReadonlyMap<string, string>): string[] {
  return [...sources].flatMap(([file, text]) => importsOf(text).flatMap(specifier => judge(file, specifier)))
}

export function importsOf(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  return [...code.matchAll(IMPORT)].map(match => match[1]!)
}

function judge(file: string, specifier: string): string[] {
  const room = roomOf(file)
  // Tests join whatever they test, and builders are programs of the workshop.
  if (!room || /\.test\.tsx?$/.test(file) || BUILD_FILES.test(file)) return []
  const wrong = (why: string) => [`${file} imports ${specifier}: ${why}`]
  if (specifier === 'electron') return room.room === 'main/electron' ? [] : wrong('only main/electron may')
  if (specifier.startsWith('node:'))
    return room.room === 'src' || room.room.startsWith('renderer/') ? wrong(`${room.room} has no Node`) : []
  if (!specifier.startsWith('.')) return []
  const target = posix.normalize(posix.join(posix.dirname(file), specifier))
  if (OUTSIDE.some(outside => target.startsWith(`${outside}/`))) return wrong('nothing of the product may')
  const targetRoom = roomOf(target)?.room
  const allowed = targetRoom === room.room || room.mayImport.some(one => one === targetRoom || one === target)
  return allowed ? [] : wrong(`${room.room} may not import ${targetRoom ?? target}`)
}

function roomOf(file: string): Room | undefined {
  return ROOMS.filter(({ room }) => file.startsWith(`${room}/`)).sort((a, b) => b.room.length - a.room.length)[0]
}
