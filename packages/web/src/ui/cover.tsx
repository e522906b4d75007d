import { useLayoutEffect, useRef, type ReactNode } from 'react';

/** Covers the page and whatever is open on it, which all stay as they are; nothing but its owner takes it away. */
export function Cover({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const cover = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const shown = cover.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={cover}
      className="cover"
      aria-label={label}
      onCancel={(event) => event.target === event.currentTarget && event.preventDefault()}
      // A browser may close it all the same.
      onClose={({ target, currentTarget }) =>
        target === currentTarget && currentTarget.isConnected && !currentTarget.open && currentTarget.showModal()
      }
    >
      {children}
    </dialog>
  );
}
