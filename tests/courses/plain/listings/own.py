# beside the lessons
Q = self.query(x)
