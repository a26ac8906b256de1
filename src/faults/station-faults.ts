import { words } from './words.ts'

/** Failures of the kiosk's own house. */
export const STATION_FAULTS = {
  'station-starting': words(
    'E-STN-001',
    ['机器正在启动。', 'The machine is starting.'],
    ['请稍等。', 'Please wait a moment.'],
    ['站点程序启动中。', 'The station is starting.'],
  ),
  'station-lost': words(
    'E-STN-002',
    ['机器正在重新启动，您的办理不会丢失。', 'The machine is restarting. Nothing of your visit is lost.'],
    ['请在这里稍等。', 'Please wait here for a moment.'],
    ['站点进程中断，正在自动重启。', 'The station process ended and is being started again.'],
  ),
} as const
