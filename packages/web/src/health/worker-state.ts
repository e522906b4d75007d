import { useEffect, useState } from 'react';

/** Whether the app is kept for a start without a server, and whether a newer one waits. */
export type WorkerState = 'none' | 'active' | 'waiting';

/** The state of the service worker, looked at when the page opens and when it changes hands. */
export function useWorkerState(): WorkerState {
  const [state, setState] = useState<WorkerState>('none');
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return undefined;
    const look = async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      setState(registration?.waiting ? 'waiting' : registration?.active ? 'active' : 'none');
    };
    void look();
    const listener = () => void look();
    navigator.serviceWorker.addEventListener('controllerchange', listener);
    return () => navigator.serviceWorker.removeEventListener('controllerchange', listener);
  }, []);
  return state;
}
