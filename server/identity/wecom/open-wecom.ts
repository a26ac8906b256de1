import type { Clock } from '../../../src/clock.ts'
import { readSecret } from '../../ground/secret-file.ts'
import type { RedirectWay } from '../ways/way.ts'
import { createWecomApi } from './wecom-api.ts'
import type { WecomSettings } from './wecom-settings.ts'
import { createWecomWay } from './wecom-way.ts'

/** Opens the way in over WeCom. Rejects when the file of the secret cannot be read; WeCom itself may be away. */
export async function openWecom(settings: WecomSettings, clock: Clock): Promise<RedirectWay> {
  return createWecomWay(settings, createWecomApi(settings, await readSecret(settings.secretFile), clock))
}
