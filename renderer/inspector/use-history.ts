import { useRef } from 'react';
import type { ProcessId } from '#shared/model/process';
import { selectPlayer } from '../store/selectors';
import { useApp } from '../store/use-app';
import { beginCourse, type Course, continueCourse, type History } from './course';

/** The course of a process as far as the timeline remembers it. */
export function useHistory(id: ProcessId): History {
  const timeline = useApp((state) => selectPlayer(state).timeline);
  const course = useRef<Course>(beginCourse(id));
  if (course.current.id !== id || course.current.lastSeq > timeline.latest.seq) course.current = beginCourse(id);
  if (course.current.lastSeq < timeline.latest.seq) course.current = continueCourse(course.current, timeline);
  return course.current.history;
}
