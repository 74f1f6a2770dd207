class Own:
    def forward(self, x):
        Q = self.query(x)
