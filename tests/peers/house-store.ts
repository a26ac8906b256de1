import { openStore, type Store, type StorePlace } from '../../server/ground/store/store.ts'
import { MIGRATIONS } from '../../server/rooms.ts'

/** A store with the tables of every room in it. */
export const openHouseStore = (place: StorePlace): Promise<Store> => openStore(place, MIGRATIONS)
