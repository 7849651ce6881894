// What stays on this device: keys that cannot be taken out, and the secrets of one's own draws.
type Place = 'keys' | 'secrets';

function asked<Found>(request: IDBRequest<Found>): Promise<Found> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });
}

async function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open('congvu-sealed', 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('keys');
    request.result.createObjectStore('secrets');
  };
  return asked(request);
}

export async function put(place: Place, key: string, value: unknown): Promise<void> {
  const known = await opened();
  try {
    const act = known.transaction(place, 'readwrite', { durability: 'strict' });
    const done = new Promise<void>((resolve, reject) => {
      act.oncomplete = () => resolve();
      act.onerror = act.onabort = () => reject(act.error ?? new Error('IndexedDB'));
    });
    act.objectStore(place).put(value, key);
    await done;
  } finally {
    known.close();
  }
}

export async function get<Found>(place: Place, key: string): Promise<Found | undefined> {
  const known = await opened();
  try {
    return (await asked(known.transaction(place).objectStore(place).get(key))) as Found | undefined;
  } finally {
    known.close();
  }
}

export async function all<Found>(place: Place): Promise<Found[]> {
  const known = await opened();
  try {
    return (await asked(known.transaction(place).objectStore(place).getAll())) as Found[];
  } finally {
    known.close();
  }
}
