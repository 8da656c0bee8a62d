import { useEffect, useState } from 'react';
import { boot, type Boot } from './api';
import { onChanged } from './live';

/** The agent and the views; their counts follow the changes that the server announces. */
export function useBoot(): Boot | null {
  const [value, setValue] = useState<Boot | null>(null);
  useEffect(() => {
    let newest = 0;
    const load = () => {
      const request = ++newest;
      boot().then(
        (answer) => {
          if (request !== newest) return;
          setValue({ ...answer, views: answer.views.map((view) => ({ ...view, id: String(view.id) })) });
        },
        // What is shown stays until the next announcement; a first load that fails shows no views.
        () => undefined,
      );
    };
    load();
    return onChanged(load);
  }, []);
  return value;
}
