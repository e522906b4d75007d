import { Button } from '../ui/button.tsx';
import { useSpeech } from '../words/words.tsx';

/** Courses offered by a tap; houses with more than three services are rare. */
const OFFERED = [0, 1, 2, 3] as const;

/** With which course a line leaves: at once, or held until its course is called. */
export function CourseChoice(props: { readonly course: number; readonly onCourse: (course: number) => void }) {
  const { words } = useSpeech();
  return (
    <div className="segments courses" role="group" aria-label={words.order.course}>
      {OFFERED.map((course) => (
        <Button key={course} aria-pressed={props.course === course} onClick={() => props.onCourse(course)}>
          {course === 0 ? words.order.courseNow : words.order.courseOf(course)}
        </Button>
      ))}
    </div>
  );
}
